"""Every calculation of the movement as pure functions: no Django, no I/O at call time, no clock.

Numbers that are none: text is refused with ValueError or TypeError. NaN and infinity are refused, except that they
mean "not known" where None does too, and NaN "not reported" in arrays of values; neither comes out as a result. A whole
number counts with its value in whatever kind numpy keeps it (``rules.finiteness``).
"""
