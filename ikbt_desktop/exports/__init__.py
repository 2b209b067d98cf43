"""Paper and exchange: facts in, bytes out."""
