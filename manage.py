#!/usr/bin/env python
"""Django's own entry, for tools that look for it; people use ``anyelir manage``."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyelir.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
