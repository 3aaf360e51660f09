"""What every answer and every request is held to: what a browser may load and keep, and how much may be sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.permission import Permission
from anyelir.core.refusal import Refused
from anyelir.core.rooms import rooms
from anyelir.enterprise.aid.access import visits_somewhere
from anyelir.enterprise.assistance.access import HELPING
from anyelir.exchange.access import can_import
from anyelir.files.reading import MOST_PHOTO_BYTES
from anyelir.membership.access import has_anywhere
from anyelir.posyandu.register.access import can_edit_some_posyandu

# Nothing but our own files; a page that was made to hold a script or a style of somebody else does not run it.
CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
UNUSED_FEATURES = (
    *(
        "accelerometer",
        "autoplay",
        "bluetooth",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
    ),
    *("magnetometer", "microphone", "midi", "payment", "publickey-credentials-get", "serial", "usb"),
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
    "Cross-Origin-Resource-Policy": "same-origin",
}
# How core.sending shows the number of a form.
OWN_NUMBER = b'id="id_op_id"'
TOO_LARGE = 413
PAGES_FOR_PROGRAMS = ("/health", "/health/worker", "/metrics", "/robots.txt")
# Around the file: its name, the boundary, the other fields.
FRAME = 64 * 1024


def _whoever_has(right: Permission) -> tuple[Callable[[Any], bool], Callable[[], int]]:
    """A photo or a scan (``files.reading``) of whoever has the right anywhere."""
    return (lambda user: has_anywhere(user, right), lambda: MOST_PHOTO_BYTES + FRAME)


# Pages that take a file: who may send one, and how many bytes it may have.
FILE_PAGES: dict[str, tuple[Callable[[Any], bool], Callable[[], int]]] = {
    "exchange:home": (can_import, lambda: settings.IMPORT_MAX_BYTES + FRAME),
    "commitments:follow": _whoever_has(Permission.ACTIVITY_RUN),
    "books:goods": _whoever_has(Permission.BOOK_EDIT),
    "meetings:photos": _whoever_has(Permission.ACTIVITY_RUN),
    "trade:photos": _whoever_has(Permission.BUSINESS_EDIT),
    "aid:hand_over": _whoever_has(Permission.AID_DECIDE),
    "aid:visit": (visits_somewhere, lambda: MOST_PHOTO_BYTES + FRAME),
    "trade:consent": _whoever_has(Permission.BUSINESS_EDIT),
    "trade:card": _whoever_has(Permission.BUSINESS_EDIT),
    "permits:evidence": _whoever_has(Permission.BUSINESS_EDIT),
    "assistance:photo": (
        lambda user: any(has_anywhere(user, right) for right in HELPING),
        lambda: MOST_PHOTO_BYTES + FRAME,
    ),
    "secretariat:keep-scan": _whoever_has(Permission.LETTER_WRITE),
    "secretariat:pictures": _whoever_has(Permission.ACTIVITY_RUN),
    "secretariat:record-letter": _whoever_has(Permission.LETTER_WRITE),
    "posyandu:decree": (can_edit_some_posyandu, lambda: MOST_PHOTO_BYTES + FRAME),
    # Anybody; what is compared there stays in memory and never touches the disk.
    "documents:check": (lambda _user: True, lambda: settings.FILE_UPLOAD_MAX_MEMORY_SIZE),
}


class NobodyMiddleware:
    """Pages for programs and pages for everybody know no person: no cookie is read there and none is set.

    So they answer also when sessions cannot be, and what stands between may give the same page to all.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.for_everybody = tuple(f"/{room.prefix}" for room in rooms() if room.knows_nobody)

    def __call__(self, request):
        if not (request.path in PAGES_FOR_PROGRAMS or request.path.startswith(self.for_everybody)):
            return self.get_response(request)
        request.COOKIES = {}
        response = self.get_response(request)
        response.cookies.clear()
        _forget_cookies(response)
        return response


def _forget_cookies(response) -> None:
    """The answer does not depend on cookies, whatever the middleware of sessions thinks."""
    varies = [name for name in response.get("Vary", "").split(", ") if name and name.lower() != "cookie"]
    if varies:
        response["Vary"] = ", ".join(varies)
    elif response.has_header("Vary"):
        del response["Vary"]


class HeadersMiddleware:
    """Says to the browser what a page may load, and that a page of a person is not to be kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_known = request.user.is_authenticated
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        # Also the answer to signing in or out, for which the person was known only before or only after.
        if is_known or request.user.is_authenticated:
            response["Cache-Control"] = _keeping(response)
        return response


def _keeping(response) -> str:
    """A page of a person is not kept. A form is, by the open browser alone and until signing out.

    Whoever goes back to a form must find what was typed and the same number of the sending; a form asked for anew
    would have another number, and saving it would make a second record.
    """
    is_form = not response.streaming and OWN_NUMBER in response.content
    return "private, no-cache" if is_form else "private, no-store"


class BodyLimitMiddleware:
    """Refuses what is too large before the first byte of it is read: anything else reads the whole body."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if _length(request) <= _limit(request):
            return None
        text = _("Kiriman ini terlalu besar. Kurangi isinya, atau bagi menjadi beberapa berkas.")
        refused = Refused("too_large", text, status=TOO_LARGE)
        response = render(request, "web/refused.html", {"refused": refused}, status=TOO_LARGE)
        # The rest of the body stays unread.
        response["Connection"] = "close"
        return response


def _length(request) -> int:
    """A length that is no number is refused as too large; the web server has read chunks to their end itself."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() and len(length) < len(str(2**63)) else 2**63


def _limit(request) -> int:
    may_send, most = FILE_PAGES.get(request.resolver_match.view_name, (None, None))
    if may_send is not None and most is not None and may_send(request.user):
        return most()
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE
