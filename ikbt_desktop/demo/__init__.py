"""The training clinic: invented patients in every state, made by the program's own services."""
