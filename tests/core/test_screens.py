"""The one flow of a form, the one look-up, the one way to answer a part."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from anyelir.core import screens
from anyelir.core.action import OperationDiffers
from anyelir.core.forms import TextField
from anyelir.core.refusal import Refused
from anyelir.core.sending import SentOnce
from anyelir.core.submissions import posted
from anyelir.regions.models import Region
from tests import factories as make


class NameForm(SentOnce):
    name = TextField(label="Nama")


def asked_by(method="get", data=None, *, htmx=None):
    request = getattr(RequestFactory(), method)("/", data)
    request.htmx = htmx
    return request


def htmx(boosted=False, history_restore_request=False):
    return SimpleNamespace(boosted=boosted, history_restore_request=history_restore_request)


@pytest.fixture
def rendered(monkeypatch):
    """What was shown last: template, context and status."""
    shown = SimpleNamespace()

    def render(request, template, context, status=200):
        shown.template, shown.context, shown.status = template, context, status
        return HttpResponse(status=status)

    monkeypatch.setattr(screens, "render", render)
    return shown


def answer(request, save, **options):
    return screens.answer(request, NameForm(posted(request)), save, "page.html", **options)


def must_not_save(_data):
    raise AssertionError("saved")


def refusing(*given, **named):
    def save(_data):
        raise Refused(*given, **named)

    return save


class TestForms:
    def test_a_get_shows_and_saves_nothing(self, rendered):
        answer(asked_by(), must_not_save, context={"more": 1})
        assert (rendered.template, rendered.status, rendered.context["more"]) == ("page.html", 200, 1)
        assert not rendered.context["form"].is_bound

    def test_wrong_input_is_422_and_keeps_what_was_typed(self, rendered):
        answer(asked_by("post", {"name": " "}), must_not_save, context=lambda: {"late": 2})
        assert (rendered.status, rendered.context["late"]) == (422, 2)
        assert rendered.context["form"]["name"].value() == " "

    def test_what_is_saved_leads_on_with_the_cleaned_data(self, rendered):
        got = {}
        left = answer(
            asked_by("post", {"name": " Sari "}), lambda data: got.update(data) or redirect("/sana/")
        )
        assert (left.status_code, left.url, got["name"]) == (302, "/sana/", "Sari")
        assert not hasattr(rendered, "template")

    @pytest.mark.parametrize(
        ("named", "status", "place"),
        [
            ({}, 409, "__all__"),
            ({"field": "name"}, 422, "name"),
            ({"field": "elsewhere"}, 409, "__all__"),
            ({"field": "name", "status": 413}, 413, "name"),
            ({"status": 422}, 422, "__all__"),
        ],
    )
    def test_a_refusal_stands_at_its_field_or_on_top(self, rendered, named, status, place):
        answer(asked_by("post", {"name": "Sari"}), refusing("no", "Tidak bisa.", **named))
        form = rendered.context["form"]
        assert rendered.status == status
        assert form.errors == {place: ["Tidak bisa."]}
        assert (form.refused_code, form["name"].value()) == ("no", "Sari")

    def test_other_content_under_the_same_number_asks_and_loses_nothing(self, rendered):
        def save(_data):
            raise OperationDiffers("Sudah tersimpan: Sari.", record=None)

        sent = {"name": "Rina", "op_id": "01a226c6-673c-714b-8ac6-7ff433ff27c7"}
        answer(asked_by("post", sent), save)
        form = rendered.context["form"]
        assert (rendered.status, form.refused_code) == (409, "operation_differs")
        assert form.non_field_errors() == ["Sudah tersimpan: Sari."]
        assert (form["name"].value(), str(form["op_id"].value())) == ("Rina", sent["op_id"])

    def test_a_room_adds_to_a_refusal_or_shows_a_page_of_its_own(self, rendered):
        request = asked_by("post", {"name": "Sari"})
        answer(request, refusing("no", "x"), refused=lambda refusal: {"asked": refusal.code})
        assert rendered.context["asked"] == "no"
        page = HttpResponse("halaman sendiri", status=409)
        assert answer(request, refusing("no", "x"), refused=lambda _refusal: page) is page

    def test_what_has_to_be_asked_first_shows_the_form_again(self, rendered):
        answer(asked_by("post", {"name": "Sari"}), lambda _data: None)
        assert rendered.status == 422
        assert rendered.context["form"]["name"].value() == "Sari"

    def test_only_refusals_are_messages(self, rendered):
        def save(_data):
            raise RuntimeError

        with pytest.raises(RuntimeError):
            answer(asked_by("post", {"name": "Sari"}), save)


class TestParts:
    @pytest.mark.parametrize(
        ("asks", "template"),
        [
            (None, "page.html"),
            (htmx(), "_part.html"),
            (htmx(boosted=True), "page.html"),
            (htmx(history_restore_request=True), "page.html"),
        ],
    )
    def test_only_a_part_gets_a_part(self, rendered, asks, template):
        response = screens.render_part(asked_by(htmx=asks), "page.html", "_part.html", {})
        assert rendered.template == template
        assert "HX-Request" in response["Vary"]

    def test_a_part_never_takes_in_a_whole_page(self, rendered):
        def save(_data):
            return redirect("/sana/")

        left = answer(asked_by("post", {"name": "Sari"}, htmx=htmx()), save, part="_part.html")
        assert (left.status_code, left["HX-Redirect"]) == (200, "/sana/")
        answer(asked_by("post", {"name": ""}, htmx=htmx()), save, part="_part.html")
        assert (rendered.template, rendered.status) == ("_part.html", 422)
        left = answer(asked_by("post", {"name": "Sari"}, htmx=htmx(boosted=True)), save)
        assert left.status_code == 302


class TestLookUps:
    @pytest.mark.django_db
    def test_unknown_and_absent_are_404_and_known_without_the_right_403(self, django_assert_num_queries):
        place = make.region("32")
        known = Region.objects.filter(pk=place.pk)
        assert screens.load_or_refuse(known, screens.anybody, pk="32") == place
        for records, key in ((known, "33"), (known.exclude(name=place.name), "32")):
            with django_assert_num_queries(1), pytest.raises(Http404):
                screens.load_or_refuse(records, screens.anybody, pk=key)
        with pytest.raises(PermissionDenied):
            screens.load_or_refuse(known, lambda _record: False, pk="32")

    @pytest.mark.django_db
    def test_a_stranger_is_refused_before_the_right_is_asked(self):
        def ask(_record):
            raise AssertionError("asked")

        with pytest.raises(Http404):
            screens.load_or_refuse(Region.objects.none(), ask, pk="32")


class TestMethods:
    @pytest.mark.parametrize(
        ("declared", "method", "status"),
        [
            (["GET"], "get", 200),
            (["GET"], "head", 200),
            (["GET"], "post", 405),
            (["POST"], "post", 200),
            (["POST"], "get", 405),
            (["POST"], "head", 405),
            (["GET", "POST"], "put", 405),
            (["GET", "POST"], "options", 405),
        ],
    )
    def test_what_is_not_declared_is_not_taken(self, declared, method, status):
        @screens.methods(*declared)
        def view(request, answer):
            return HttpResponse(answer)

        assert view.__name__ == "view"
        response = view(asked_by(method), "ya")
        assert response.status_code == status
        if status == 405:
            assert set(response["Allow"].split(", ")) - {"HEAD"} == set(declared)
