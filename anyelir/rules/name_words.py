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
# "Rina br. Siregar": daughter of the clan; it says the sex and is written or left out at will.
CLAN_DAUGHTER = frozenset("br boru beru".split())
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
# Balinese order of birth and rank as clerks shorten them, read so only behind I, Ni or Ida: elsewhere "md" is
# Muhammad. Names of rank that are two words, or their two initials, in front of a name become one.
BALINESE_HEADS = frozenset("i ni ida".split())
BALINESE_SHORT = {
    "wy": "wayan",
    "wyn": "wayan",
    "pt": "putu",
    "gd": "gede",
    "md": "made",
    "kd": "kadek",
    "kdk": "kadek",
    "ngh": "nengah",
    "nym": "nyoman",
    "nyo": "nyoman",
    "km": "komang",
    "kmg": "komang",
    "kt": "ketut",
    "gst": "gusti",
    "lh": "luh",
    "ngr": "ngurah",
}
BALINESE_RANKS = {
    ("i", "b"): ("ida", "bagus"),
    ("i", "a"): ("ida", "ayu"),
    ("a", "a"): ("anak", "agung"),
}
BALINESE_RANKS_JOINED = {"ib": ("ida", "bagus"), "aa": ("anak", "agung"), "cok": ("cokorda",)}
# Words that so many people carry that sharing or dropping one says little.
LIGHT_WORDS = frozenset(
    "muhammad siti nur sri abdul ahmad dewi dwi tri eka ni i ida made wayan ketut nyoman putu kadek "
    "komang gede gusti nengah luh ngurah anak agung cokorda desak "
    "andi cut teuku nyi neng asep ujang cecep raden rd r rr tb".split()
)
# Clans and castes that a whole family, village or class carries: shared, they say little about one person.
CLANS = frozenset(
    "siregar nasution lubis harahap hasibuan pane daulay rangkuti batubara ritonga pulungan matondang "
    "simanjuntak sitorus simbolon situmorang sihombing hutabarat hutapea hutagalung panjaitan pardede "
    "pasaribu marpaung manurung nainggolan napitupulu pangaribuan samosir sianturi siahaan siagian sihotang "
    "silaban silalahi simamora simatupang sinaga sinambela siringoringo sitanggang sitompul tambunan "
    "tampubolon tobing lumbantobing lumbangaol lumbanraja aritonang gultom butarbutar purba saragih damanik "
    "girsang ginting sembiring tarigan karokaro perangin sitepu barus bangun pandia munthe surbakti".split()
)
