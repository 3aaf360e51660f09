"""The months of bodies, and a secret address at which phones read them."""
