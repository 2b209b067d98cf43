"""What a signed-in person can do, verb by verb."""
