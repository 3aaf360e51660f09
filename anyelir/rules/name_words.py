"""Words of Indonesian names that are not names, that stand for another word, or that say little [D]."""

from __future__ import annotations

TITLES = frozenset(
    "h hj haji hajah hjh kh kyai kiai ny nn tn nyonya nona tuan bpk bapak pak ibu bu sdr sdri saudara "
    "saudari dr drs dra drg drh ir prof ust ustad ustadz ustaz ustadzah ustazah alm almh almarhum "
    "almarhumah".split()
)
DEGREES = frozenset(
    "spd spdi ssos skom sag skep sked sfarm sgz spsi sip ssi sthi shi skm sst strkeb strkes mpd mpdi "
    "msi mkes mkom msos mag mkn amd amdkeb amk amkeb bdn ns phd".split()
)
# These are degrees only behind a comma or written with dots: "St" is also Siti, "Mm" a slip of the pen.
SHORT_DEGREES = frozenset("se sh st mm mh ma ba bsc msc mt me".split())
PATRONYMICS = frozenset("bin binti bt bte ibnu".split())
BABY = frozenset("by bayi".split())

_MUHAMMAD = (
    "muhammad muhamad muhamat muhammat mohammad mohamad mohamat mohammed mohamed muhammed moch moh mohd "
    "muh muhd mhd md mochammad mochamad mochamat muchammad muchamad mukhamad mokhamad"
).split()
_AHMAD = "ahmad ahmat achmad achmat akhmad akhmat ahmed ach akh ahm".split()
ALIASES = {
    **dict.fromkeys(_MUHAMMAD, "muhammad"),
    **dict.fromkeys(_AHMAD, "ahmad"),
    "abd": "abdul",
    "abdoel": "abdul",
    "st": "siti",
    "sitti": "siti",
    "sity": "siti",
    "sitty": "siti",
    "nr": "nur",
}
# Words that so many people carry that sharing or dropping one says little.
LIGHT_WORDS = frozenset(
    "muhammad siti nur sri abdul ahmad dewi dwi tri eka ni i ida made wayan ketut nyoman putu kadek "
    "komang gede gusti andi cut teuku nyi neng asep ujang cecep raden rd r rr tb".split()
)
