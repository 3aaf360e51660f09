"""Forms of meetings: shape only, the rules are in the actions."""
