"""Users, clinic profile and log."""
