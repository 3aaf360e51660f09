"""Sixteen digits that are no NIK."""

import pytest

from anyelir.rules import identity


@pytest.mark.parametrize("digits", ["0" * 16, "9" * 16, "1" * 16, "1234567890123456", "0000014412240010"])
def test_digits_that_stand_for_nothing(digits):
    assert identity.is_stand_in(digits)


@pytest.mark.parametrize("digits", ["3201014412240010", "9999994302900001", "320101441224001", "", "0" * 15])
def test_digits_that_may_be_somebodys(digits):
    assert not identity.is_stand_in(digits)


def test_a_serial_of_zeros_was_cut():
    assert identity.is_cut("3201014412240000")
    assert not identity.is_cut("3201014412240010") and not identity.is_cut("320000")


@pytest.mark.parametrize("text", ["3201********0010", "3201XXXXXXXX0010", "3201••••", "32010144####0010"])
def test_masked(text):
    assert identity.is_masked(text)


@pytest.mark.parametrize("text", ["3201014412240010", "belum ada", "x", "****"])
def test_not_masked(text):
    assert not identity.is_masked(text)


@pytest.mark.parametrize("text", ["3.20101E+15", "3,20101441224001E+15", "3E15", "3.2 E+15"])
def test_scientific(text):
    assert identity.is_scientific(text)


@pytest.mark.parametrize("text", ["3201014412240010", "E15", "3.2", "320 E"])
def test_not_scientific(text):
    assert not identity.is_scientific(text)
