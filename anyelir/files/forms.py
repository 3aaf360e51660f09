"""The field that takes a photo or a scan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from anyelir.core.refusal import Refused
from anyelir.files.reading import Prepared, prepared


class AttachmentField(forms.FileField):
    """Cleans to ``Prepared``: the work of making a photo smaller is done before anything is locked."""

    def __init__(self, **options: Any) -> None:
        widget = forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"})
        messages = {"required": gettext_lazy("Pilih dulu foto atau PDF-nya.")}
        super().__init__(
            **{"widget": widget, "allow_empty_file": True, "error_messages": messages, **options}
        )

    def clean(self, upload: Any, initial: Any = None) -> Prepared | None:
        file = super().clean(upload, initial)
        # False is what a browser sends that takes a file away which nobody had kept.
        if not file:
            return None
        try:
            return prepared(file)
        except Refused as refused:
            raise forms.ValidationError(refused.text, code=refused.code) from None
