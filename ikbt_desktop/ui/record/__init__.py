"""The patient's page and documents."""
