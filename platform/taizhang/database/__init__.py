"""PostgreSQL: the embedded server, pools and roles."""
