"""Region codes in addresses: the slash of our own suffixes is written as a hyphen."""


class RegionCodeConverter:
    regex = r"[0-9]{2}(?:\.[0-9]{2}){0,2}(?:\.[0-9]{4})?(?:-[A-Z]{2}[0-9A-Z]{1,6})*"

    def to_python(self, value):
        return value.replace("-", "/")

    def to_url(self, value):
        return str(getattr(value, "code", value)).replace("/", "-")
