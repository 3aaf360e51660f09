"""What a product needs: its path of permits, the questions behind it, and its label."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.screens import WRONG_INPUT, answer, done, methods
from anyelir.core.submissions import posted
from anyelir.enterprise.permits import actions
from anyelir.enterprise.permits.forms.products import LabelForm, PathQuestionsForm, written_answers
from anyelir.enterprise.permits.label import ON_A4, ROLL, items_of, printed_label
from anyelir.enterprise.permits.path import answers_of, path_of
from anyelir.enterprise.permits.path_wording import lines_of_path, reasons, verdict
from anyelir.enterprise.trade.access import can_edit_business, can_view_business
from anyelir.enterprise.trade.models import Business, Product
from anyelir.enterprise.trade.queries.products import is_food
from anyelir.enterprise.trade.views.finding import product_at


@methods("GET")
def path(request, pk):
    """Which permit comes next for this product, and why not yet."""
    product = product_at(request, pk, can_view_business)
    whole = path_of(product, today_at(product.business.region_id))
    lines = lines_of_path(whole)
    context = _around(product) | {
        "verdict": verdict(whole.eligibility),
        "reasons": reasons(whole.eligibility),
        "lines": lines,
        "next_line": next((line for line in lines if line.is_next), None),
        "is_answered": whole.answers is not None,
        "may_edit": can_edit_business(request.user, product.business) and _is_open(product),
    }
    return render(request, "permits/path.html", context)


@methods("GET", "POST")
def questions(request, pk):
    product = _food_at(request, pk, can_edit_business)
    initial = written_answers(answers_of(product), product.shelf_days)
    form = PathQuestionsForm(posted(request), on=today_at(product.business.region_id), initial=initial)

    def save(cleaned):
        actions.answer_questions(product=product, by=request.user, **cleaned)
        return done(request, _("Terima kasih. Ini langkah untuk produk ini."), "permits:path", pk)

    return answer(request, form, save, "permits/questions.html", _around(product))


@methods("GET")
def label(request, pk):
    """What must stand on the label, and with ``?size=`` its paper."""
    product = _food_at(request, pk, can_view_business)
    place = product.business.region
    is_asked = "size" in request.GET
    form = LabelForm(
        request.GET if is_asked else None, place=place.code, initial={"address": place.label, "size": "a4"}
    )
    if is_asked and form.is_valid():
        return _paper(request, product, dict(form.cleaned_data))
    context = _around(product) | {
        "items": items_of(product, today_at(place.code)),
        "form": form,
        "may_edit": can_edit_business(request.user, product.business) and _is_open(product),
    }
    return render(request, "permits/label.html", context, status=WRONG_INPUT if is_asked else 200)


def _paper(request, product: Product, asked: dict):
    on = today_at(product.business.region_id)
    size = asked.pop("size")
    context = _around(product) | {
        "label": printed_label(product, on, **asked),
        "copies": range(1 if size == ROLL else ON_A4),
        "is_roll": size == ROLL,
        "missing": ", ".join(line.label for line in items_of(product, on) if line.is_missing),
    }
    return render(request, "permits/label_paper.html", context)


def _food_at(request, pk, allowed) -> Product:
    """Questions and label are those of food; of a dress there are none."""
    product = product_at(request, pk, allowed)
    if not is_food(product.category):
        raise Http404
    return product


def _is_open(product: Product) -> bool:
    return product.ended_on is None and product.business.stage != Business.Stage.CLOSED


def _around(product: Product) -> dict:
    owner = product.business
    return {
        "product": product,
        "business": owner,
        "region": owner.region,
        "is_food": is_food(product.category),
        "menu_page": "permits",
    }
