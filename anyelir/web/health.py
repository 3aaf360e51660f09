"""Whether the pages can be shown and the settings agree with each other, for operators."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, staticfiles_storage
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.health import CHECKS, Check, Door, Finding, fault, sound, warning


def look_at_static_files() -> Finding:
    """Without the list of their names no page is shown."""
    if isinstance(staticfiles_storage, ManifestStaticFilesStorage) and not staticfiles_storage.hashed_files:
        return fault(
            _("Berkas tampilan belum dikumpulkan. Jalankan: anyelir setup, lalu jalankan ulang situs.")
        )
    return sound()


def look_at_settings() -> Finding:
    said = list(_contradictions())
    return warning(" ".join(said)) if said else sound()


def _contradictions() -> Iterator[str]:
    names = set(settings.ALLOWED_HOSTS) - set(settings.OWN_NAMES)
    has_proxies = bool(settings.PROXY_COUNT or settings.PROXY_NETWORKS)
    if settings.BEHIND_TLS and not has_proxies:
        yield _(
            "ANYELIR_TLS=1 tanpa ANYELIR_PROXIES: semua orang tampak dari satu alamat. Isi jumlah proksinya."
        )
    if settings.BEHIND_TLS and not names:
        yield _("ANYELIR_TLS=1 tanpa ANYELIR_HOSTS: situs hanya menjawab localhost. Isi nama situsnya.")
    if not settings.BEHIND_TLS and (names or has_proxies):
        yield _(
            "Situs dibuka dari luar tanpa ANYELIR_TLS=1: kata sandi lewat terbuka. Pasang TLS lebih dulu."
        )
    if settings.BEHIND_TLS and any(origin.startswith("http://") for origin in settings.CSRF_TRUSTED_ORIGINS):
        yield _("ANYELIR_ORIGINS memuat http:// padahal ANYELIR_TLS=1. Tulis alamatnya dengan https://.")
    if names and (settings.DEMO or settings.DEBUG):
        yield _("ANYELIR_DEMO atau ANYELIR_DEBUG menyala di situs yang terbuka. Hapus keduanya.")
    if not settings.REQUIRE_SECOND_FACTOR and not settings.DEMO:
        yield _("Langkah kedua saat masuk dimatikan. Hapus ANYELIR_SECOND_FACTOR=0.")


CHECKS.declare(
    Check("static", gettext_lazy("Berkas tampilan"), look_at_static_files, (Door.WEB,), needs=(), rank=5),
    Check("settings", gettext_lazy("Pengaturan"), look_at_settings, needs=(), rank=63),
)
