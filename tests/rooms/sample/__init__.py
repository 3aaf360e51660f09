"""A tiny room that declares one of each: what a new room touches is this folder and one line of settings."""
