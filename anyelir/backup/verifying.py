"""Reading an archive whole, and saying in words what is in it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from anyelir.backup import archive
from anyelir.backup.archive import Progress

# Rows of what people ask about first; all tables are compared when the archive is put back.
ASKED = {
    "families_person": "warga",
    "families_family": "keluarga",
    "posyandu_measurement": "penimbangan",
    "accounts_user": "akun",
    "core_auditentry": "catatan jejak",
}


def verify(path: Path, passphrase: str, progress: Progress = lambda _text: None) -> dict[str, Any]:
    """The manifest of an archive that was read to its last byte. Raises sealing.BadArchive."""
    return archive.read(path, passphrase, lambda _name, _entry: None, progress)


def summary(manifest: dict[str, Any]) -> str:
    """What is in the archive, in lines for an operator; numbers and never a name."""
    # By the clock of the site that made it, wherever it is read.
    at = f"dibuat {dt.datetime.fromisoformat(manifest['made_at']):%d-%m-%Y %H.%M}"
    if manifest["kind"] == "keys":
        return f"Kunci, {at}, untuk data dengan kunci {', '.join(manifest['keys'])}."
    files = [entry for entry in manifest["entries"] if "/" in entry["name"]]
    tables = manifest["tables"]
    counted = [f"{tables[table]} {word}" for table, word in ASKED.items() if table in tables]
    lines = [
        f"Data, {at} dengan Anyelir {manifest['version']}, basis data {manifest['database']}.",
        f"  {', '.join(counted)}.",
        f"  {len(tables)} tabel, {sum(tables.values())} baris, {len(files)} berkas unggahan"
        f" ({sum(entry['size'] for entry in files) >> 10} KiB).",
        f"  Disegel dengan kunci {', '.join(manifest['keys'])}.",
    ]
    return "\n".join(lines)
