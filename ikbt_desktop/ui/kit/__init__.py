"""The parts that every window is made of."""
