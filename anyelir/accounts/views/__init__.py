"""Pages about the own sign-in."""

from anyelir.accounts.views.profile import (
    devices,
    end_device,
    end_other_devices,
    language,
    password,
    preferences,
    profile,
    refuse_codes,
)
from anyelir.accounts.views.proof import proof
from anyelir.accounts.views.second_factor import enrol, recovery_codes, second_factor
from anyelir.accounts.views.sign_in import sign_in, sign_out

__all__ = [
    "devices",
    "end_device",
    "end_other_devices",
    "enrol",
    "language",
    "password",
    "preferences",
    "profile",
    "proof",
    "recovery_codes",
    "refuse_codes",
    "second_factor",
    "sign_in",
    "sign_out",
]
