"""A family: its page, a new one, its card and address, its members."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from anyelir.core.audit import note
from anyelir.core.screens import methods
from anyelir.core.submissions import posted
from anyelir.families import access, actions, queries
from anyelir.families.forms import EditFamilyForm, FamilyForm, PersonForm
from anyelir.families.models import Family
from anyelir.families.views.loading import family_at, form_page, place_at
from anyelir.families.wording import card_warnings, masked, nik_warnings
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level


@methods("GET")
def show(request, pk):
    """Everybody in the family and in its house; every look is written to the trail."""
    family = family_at(request.user, pk)
    note(by=request.user, verb="family.view", what=family, region=family.region_id)
    mates = queries.house_mates(access.visible_families(request.user), family)
    context = {
        "family": family,
        "region": family.region,
        "people": queries.members(family),
        "card_shown": masked(family.card_no),
        "card_warnings": card_warnings(family),
        "household_head": queries.household_head(family),
        "moves": queries.moves_of(family.moves),
        "same_household": [mate for mate in mates if mate.household_id == family.household_id],
        "same_house": [mate for mate in mates if mate.household_id != family.household_id],
        "can_edit": access.can_edit_families(request.user, family.region_id),
    }
    return render(request, "families/family.html", context)


@methods("GET", "POST")
def register(request, code):
    """A new family in a region from desa down; with ``serumah`` in the house of one that is known."""
    region = place_at(request.user, code, access.can_edit_families)
    if queries.is_wide(code):
        raise Http404
    beside = _beside(request)
    places = access.editable_places(request.user, code)
    form = FamilyForm(posted(request), region=region, places=places, beside=beside)

    def save(_cleaned):
        head, of_family = form.parts()
        of_family = {"region": region, "beside": beside} | of_family
        made = actions.register_family(head=head, by=request.user, **of_family)
        messages.success(request, _("Keluarga %s sudah terdaftar.") % made.person.name)
        _tell_found(request, made)
        tell_warnings(request, nik_warnings(made.person) + card_warnings(made.person.family))
        return redirect("families:family", pk=made.person.family_id)

    title = _("Tambah KK di rumah ini") if beside else _("Daftarkan keluarga")
    return form_page(request, form, save, region, title, family=beside)


def _beside(request) -> Family | None:
    """The family named in the address, into whose house the new one comes."""
    try:
        pk = uuid.UUID(request.GET.get("serumah", ""))
    except ValueError:
        return None
    return family_at(request.user, pk, to_edit=True)


@methods("GET", "POST")
def edit(request, pk):
    """Card number, address, and where the family is registered."""
    family = family_at(request.user, pk, to_edit=True)
    form = EditFamilyForm(posted(request), family=family, places=_places_near(request.user, family))
    note(by=request.user, verb="family.view", what=family, region=family.region_id)

    def save(_cleaned):
        edited = actions.edit_family(family=family, by=request.user, **form.values())
        messages.success(request, _("Perubahan sudah disimpan."))
        tell_warnings(request, card_warnings(edited))
        return redirect("families:family", pk=pk)

    title = _("Ubah alamat dan nomor KK")
    shares_house = queries.house_mates(Family.objects.all(), family).exists()
    return form_page(request, form, save, family.region, title, family=family, shares_house=shares_house)


def _places_near(user, family: Family) -> QuerySet:
    """Where the house may stand: the places of its desa in which the user works."""
    desa = at_level(family.region_id, Level.DESAKEL) or family.region_id
    return access.editable_places(user, desa)


@methods("GET", "POST")
def add_member(request, pk):
    """A new person in the family; "simpan dan tambah lagi" leads back here."""
    family = family_at(request.user, pk, to_edit=True)
    form = PersonForm(posted(request), family=family)

    def save(_cleaned):
        made = actions.add_member(family=family, by=request.user, **form.values())
        messages.success(request, _("%s sudah dicatat.") % made.person.name)
        _tell_found(request, made)
        tell_warnings(request, nik_warnings(made.person))
        again = "lagi" in request.POST
        return redirect("families:add-member" if again else "families:family", pk=pk)

    title = _("Tambah anggota keluarga")
    return form_page(request, form, save, family.region, title, family=family, can_add_more=True)


def _tell_found(request, made: actions.Registered) -> None:
    """Warn of similar records, which now wait at the merge desk for a decision."""
    for proposal in made.proposals:
        params = {"name": proposal.kept.name, "place": proposal.kept.region.label}
        text = _("Ada catatan yang mirip: %(name)s, %(place)s. Petugas yang berwenang akan memeriksanya.")
        messages.warning(request, text % params)


def tell_warnings(request, texts: list[str]) -> None:
    """Numbers that look odd are kept as they were typed; the person is asked to look again."""
    for text in texts:
        messages.warning(request, _("Sudah disimpan, tetapi periksa lagi: %s.") % text)
