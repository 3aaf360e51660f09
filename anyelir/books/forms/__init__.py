"""Forms of the books of a body: shape only, the rules are in the actions."""
