"""iKBT Desktop: the program in which a small Swedish clinic runs internet-based CBT."""

__version__ = "1.0.0"
