"""HTTP: commands, GraphQL, OpenAPI, problems, health."""
