"""Every calculation of the movement as pure functions: no Django, no I/O at call time, no clock."""
