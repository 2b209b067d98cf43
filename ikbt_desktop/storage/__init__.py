"""Keys, the encrypted file, and the work done in it."""
