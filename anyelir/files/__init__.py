"""Photos and scans that people bring: looked at by content, made smaller, kept apart, shown by the owner's rule."""
