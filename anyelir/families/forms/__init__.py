"""Forms of families: shape only, the rules are in the actions."""

from anyelir.families.forms.families import EditFamilyForm, FamilyForm
from anyelir.families.forms.merging import TwinForm
from anyelir.families.forms.moving import FamilyMoveForm, PersonMoveForm
from anyelir.families.forms.people import SECRET, DeathForm, PersonForm

__all__ = [
    "SECRET",
    "DeathForm",
    "EditFamilyForm",
    "FamilyForm",
    "FamilyMoveForm",
    "PersonForm",
    "PersonMoveForm",
    "TwinForm",
]
