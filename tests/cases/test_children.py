"""The histories of children of tests/data/cases/children.md."""
