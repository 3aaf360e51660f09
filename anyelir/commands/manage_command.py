"""``anyelir manage ...``: Django's own commands, for operators."""

from __future__ import annotations

import argparse
import os

takes_rest = True


def configure(parser: argparse.ArgumentParser) -> None:
    parser.description = "Perintah Django, misalnya: anyelir manage migrate"


def run(options: argparse.Namespace) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anyelir.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["anyelir manage", *options.rest])
