"""Assignment, the feedback desk, measures and closing."""
