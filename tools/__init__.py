"""Tools for those who build the program; nothing here is shipped."""
