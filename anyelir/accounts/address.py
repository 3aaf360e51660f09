"""The network address of whoever asks, which only trusted proxies may tell."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from django.conf import settings

# A proxy of ours that ends TLS has to send the first one, or no form would work.
SIGNS_OF_A_PROXY = tuple(
    f"HTTP_{name}"
    for name in (
        *("X_FORWARDED_PROTO", "X_FORWARDED_FOR", "X_FORWARDED_HOST", "X_FORWARDED_SERVER"),
        *("X_FORWARDED_PORT", "FORWARDED", "VIA", "X_REAL_IP", "X_CLIENT_IP", "CF_CONNECTING_IP"),
    )
)
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def client_address(request) -> str:
    """The right-most address of the request that is none of our proxies; the client can forge those left of it.

    ``ANYELIR_PROXIES`` is the number of proxies in front of the site, or their addresses and networks. Without it
    the header is not read.
    """
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    forwarded = [
        _parsed(part) for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()
    ]
    way = [*forwarded, peer]
    client = way[max(-1 - settings.PROXY_COUNT, -len(way))]
    if settings.PROXY_NETWORKS:
        client = next((address for address in reversed(way) if not _is_ours(address)), way[0])
    # A proxy that writes nonsense is as near as we come.
    return str(client or peer or "")


def is_this_machine(request) -> bool:
    """Whether a program of this machine asks, and not somebody for whom a proxy of this machine asks.

    A proxy says so in a header of its own, which is never believed but always enough to be refused.
    """
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    if peer is None or not peer.is_loopback or any(name in request.META for name in SIGNS_OF_A_PROXY):
        return False
    host = urlsplit(f"//{request.META.get('HTTP_HOST', '')}").hostname
    return host in LOOPBACK_NAMES


def budget_address(request) -> str:
    """The address by which tries are counted: one IPv6 customer owns a whole /64."""
    address = client_address(request)
    parsed = _parsed(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return address


def _parsed(text: str) -> Address | None:
    """Without the port or brackets that some proxies add; an IPv4 address in IPv6 clothes is IPv4."""
    text = text.strip().strip('"')
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_ours(address: Address | None) -> bool:
    return address is not None and any(address in network for network in settings.PROXY_NETWORKS)
