"""The documents, one module each."""
