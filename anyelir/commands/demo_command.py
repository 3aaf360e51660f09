"""``anyelir demo``: the demo site, prepared on the first run, then served."""

from __future__ import annotations

import argparse
import os
import sys

from anyelir.commands import serve_command
from anyelir.commands.preparation import prepare_demo, start_django


def configure(parser: argparse.ArgumentParser) -> None:
    serve_command.configure(parser)
    parser.description = "Menyiapkan dan menjalankan situs contoh; Ctrl-C menghentikannya."
    parser.add_argument("--prepare-only", action="store_true", help="siapkan saja, jangan jalankan")


def run(options: argparse.Namespace) -> int:
    os.environ["ANYELIR_DEMO"] = "1"
    # The history of the demo is thousands of writes that nobody reads as lines.
    os.environ.setdefault("ANYELIR_ACTION_LOG", "WARNING")
    # Asked first, because preparing takes a minute that would be lost.
    if not options.prepare_only and not serve_command.is_port_free(options):
        return 1
    start_django()
    prepare_demo(sys.stdout)
    if options.prepare_only:
        print_accounts("")
        return 0
    return serve_command.serve(options, on_ready=lambda: print_accounts(serve_command.address(options)))


def print_accounts(address: str) -> None:
    """The sign-in accounts of the demo, one a role."""
    from anyelir.web import demo

    if address:
        print(f"\nAnyelir berjalan di {address}  (Ctrl-C untuk berhenti)")
    print("\nAkun contoh, satu untuk setiap peran:")
    for account in demo.accounts():
        print(f"  {account.username:<18} {account.password:<20} {account.title}")
    card = demo.card()
    print(f"\nKartu buku anggota: {card.username}, angka {card.password} ({card.title})")
    print(flush=True)
