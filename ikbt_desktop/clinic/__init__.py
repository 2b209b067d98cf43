"""The rules of the clinic in plain Python, readable by a clinician."""
