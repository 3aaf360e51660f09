"""Who may open the pages about the own sign-in: everybody who is signed in, for himself alone."""

from tests.architecture.url_matrix import row

ROWS = {
    "accounts:sign-in": row({}, others=302, anonymous=200),
    "POST accounts:sign-in": row({}, others=302, anonymous=422),
    "POST accounts:sign-out": row({}, others=302),
    "accounts:second-factor": row({}, others=200),
    "POST accounts:second-factor": row({}, others=422),
    # Signed in, but not by a password typed a moment ago: that comes first.
    "accounts:enrol": row({}, others=302),
    "POST accounts:enrol": row({}, others=302),
    "accounts:prove": row({}, others=200),
    "POST accounts:prove": row({}, others=422),
    "POST accounts:refuse-codes": row({}, others=302),
    "POST accounts:recovery-codes": row({}, others=302),
    "accounts:profile": row({}, others=200),
    "POST accounts:profile": row({}, others=422),
    "POST accounts:preferences": row({}, others=302),
    "accounts:password": row({}, others=200),
    "POST accounts:password": row({}, others=422),
    "accounts:devices": row({}, others=200),
    "POST accounts:end-other-devices": row({}, others=302),
    "POST accounts:end-device": row({"pk": "child"}, others=404),
    "POST accounts:language": row({}, others=302),
}
