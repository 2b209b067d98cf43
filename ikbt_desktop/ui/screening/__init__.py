"""The screening wizard."""
