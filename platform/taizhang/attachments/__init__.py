"""Attachments: files kept beside the log, each once a tenant, by the SHA-256 of its bytes."""
