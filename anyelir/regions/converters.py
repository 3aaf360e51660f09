"""Region codes in addresses: the slash of our own suffixes is written as a hyphen."""

from anyelir.rules.region_code import from_address, pattern, to_address


class RegionCodeConverter:
    regex = pattern("-")

    def to_python(self, value):
        return from_address(value)

    def to_url(self, value):
        return to_address(str(getattr(value, "code", value)))
