"""The records: what the encrypted file holds, one module a subject."""
