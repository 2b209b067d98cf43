"""First start, signing in, and the lock."""
