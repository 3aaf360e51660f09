"""Days by which something is owed: rows, and steps that happen exactly once whatever the clock or the power does."""
