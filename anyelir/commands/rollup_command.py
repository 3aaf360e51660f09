"""``anyelir rollup fold|verify|rebuild``: the folded indicator tables."""

from __future__ import annotations

import argparse

from anyelir.commands.preparation import start_django

SHOWN = 20


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "action",
        choices=["fold", "verify", "rebuild"],
        help="fold: lipat antrean; verify: bandingkan dengan hitung ulang penuh; rebuild: hitung ulang semua",
    )


def run(options: argparse.Namespace) -> int:
    start_django()
    return {"fold": _fold, "verify": _verify, "rebuild": _rebuild}[options.action]()


def _fold() -> int:
    from anyelir.reports.folding import drain_all

    print(f"{drain_all()} daun dilipat.")
    return 0


def _rebuild() -> int:
    from anyelir.reports.folding import rebuild

    print(f"{rebuild()} daun dihitung ulang.")
    return 0


def _verify() -> int:
    from anyelir.reports.verifying import verify

    verification = verify()
    print(
        f"{verification.leaves} daun, {verification.regions} wilayah dan masa, {verification.cells} sel dibandingkan."
    )
    if verification.waiting:
        print(f"{verification.waiting} perubahan masih menunggu dilipat.")
    if verification.is_equal:
        print("equal: angka tersimpan sama dengan hitung ulang penuh.")
        return 0
    for table, key, month, measure, stored, expected in verification.differences[:SHOWN]:
        print(
            f"  {table} {key or 'Indonesia'} {month:%Y-%m} {measure}: tersimpan {stored}, seharusnya {expected}"
        )
    print(f"different: {len(verification.differences)} sel berbeda.")
    return 1
