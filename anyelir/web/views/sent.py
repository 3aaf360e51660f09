"""Whether a sending has arrived: asked by the page that keeps what was typed until the server has taken it."""

from __future__ import annotations

from uuid import UUID

from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from anyelir.core.models import Operation
from anyelir.core.screens import methods


@never_cache
@methods("GET")
def sent(request):
    """``?nomor=`` is the number of a form; a sending of another person has not arrived, as far as this one knows."""
    try:
        number = UUID(request.GET.get("nomor", ""))
    except ValueError:
        return JsonResponse({"stored": False})
    return JsonResponse({"stored": Operation.objects.filter(pk=number, actor_id=request.user.pk).exists()})
