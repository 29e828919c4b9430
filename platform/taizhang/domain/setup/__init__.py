"""Opening a tenant from its file, and the rehearsal's clock (开户)."""
