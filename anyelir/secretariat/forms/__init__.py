"""Forms of the secretariat: shape only, the rules are in the actions."""
