"""Every field of every model has a privacy class, so that nobody adds a personal field unseen."""

from __future__ import annotations

from collections import Counter

import pytest

from anyelir.core.privacy import Privacy
from anyelir.core.sealed import EncryptedField
from tests.architecture.test_layers import own_models


def declared(model) -> Counter[str]:
    return Counter(name for names in model.privacy for name in names.split())


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
class TestModel:
    def test_every_field_has_one_class(self, model):
        fields = {field.name for field in [*model._meta.fields, *model._meta.many_to_many]}
        # Tables of the framework's own bases that a model inherits (a password, a last sign-in) count as well.
        assert set(declared(model)) == fields
        assert [name for name, times in declared(model).items() if times > 1] == []

    def test_classes_are_known(self, model):
        assert all(isinstance(value, Privacy) for value in model.privacy.values())

    def test_encrypted_fields_are_secret(self, model):
        by_field = {name: value for names, value in model.privacy.items() for name in names.split()}
        encrypted = [field.name for field in model._meta.fields if isinstance(field, EncryptedField)]
        assert {name: by_field[name] for name in encrypted} == dict.fromkeys(encrypted, Privacy.SECRET)
