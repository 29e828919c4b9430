"""GraphQL over the rows: schema, compiler to one SQL statement, limits."""
