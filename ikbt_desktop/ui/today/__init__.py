"""Att göra: what waits, computed from the whole clinic."""
