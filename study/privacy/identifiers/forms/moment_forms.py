"""Days, weeks, months, quarters, seasons and feasts, in figures and in words."""

from study.privacy.identifiers.forms.checks import DAY, YEAR, behind, check_month_of_year
from study.privacy.identifiers.forms.rule import AtDigits, Rule, at_words, rule
from study.privacy.identifiers.forms.spoken_numbers import (
    BELOW_HUNDRED,
    ENGLISH_ORDINAL,
    FROM_TEN,
    NOT_COUNTED,
    ORDINAL,
    ORDINAL_IN_FIGURES,
    UNITS,
    YEAR_IN_WORDS,
)

_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september"),
    *("oktober", "november", "december", "january", "february", "march", "june", "july", "august"),
    *("october", "jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sept", "sep", "okt"),
    *("oct", "nov", "dec"),
)
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_WEEKDAY = (
    "(?:maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|monday|tuesday|wednesday"
    "|thursday|friday|saturday|sunday)"
)
_WEEKDAYS = tuple(_WEEKDAY[3:-1].split("|"))
_SHORT_WEEKDAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_SINGLE_DAYS = (
    *("koningsdag", "koninginnedag", "bevrijdingsdag", "dodenherdenking", "kerstavond"),
    *("kerstnacht", "oudejaarsavond", "oudejaarsdag", "oudejaarsnacht", "nieuwjaarsdag"),
    *("nieuwjaarsnacht", "hemelvaart", "hemelvaartsdag", "paasmaandag", "paaszondag"),
    *("paaszaterdag", "pinkstermaandag", "pinksterzondag", "pakjesavond", "sinterklaasavond"),
    *("aswoensdag", "palmzondag", "valentijnsdag", "moederdag", "vaderdag", "dierendag"),
    *("driekoningen", "vrouwendag", "veteranendag", "christmas", "easter"),
)
_FEASTS = (
    *_SINGLE_DAYS,
    *("sinterklaas", "kerst", "kerstmis", "oudjaar", "nieuwjaar", "pasen", "pinksteren"),
    *("carnaval", "suikerfeest", "offerfeest", "prinsjesdag", "ramadan", "ketikoti", "divali"),
    *("diwali", "holi", "newroz", "noroez", "chanoeka", "halloween", "allerheiligen"),
    *("allerzielen", "monumentendag", "burendag", "roze zaterdag", "black friday", "easter"),
)
_OF_SEVERAL_WORDS = (
    r"(?:eerste|tweede|1e|2e)\s(?:kerst|paas|pinkster)dag|goede\svrijdag|witte\sdonderdag"
    r"|stille\szaterdag|oud\sen\snieuw|sint[\s-](?:maarten|nicolaas|jan)|dag\svan\sde\sarbeid"
    r"|(?:leids|gronings|alkmaars)\sontzet|good\sfriday|boxing\sday|king'?s\sday|whit\smonday"
    r"|(?:christmas|new\syear'?s)\s(?:day|eve)|easter\s(?:sunday|monday)|keti[\s-]koti"
)
_THAT_YEAR = r"(?:vorig|dit|afgelopen|komend|volgend|last|this)\s(?:jaar|year)|j\.?l\b"
_MONTH_NUMBER = r"(?:0?[1-9]|1[0-2])"
_ROMAN_MONTH = r"(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})"
_SHORT_YEAR = rf"(?:{YEAR}|'\d\d)"
_WEEK = r"(?:[1-4]?\d|0\d|5[0-3])"

_FIRST_OF_FEASTS = (
    *("goede", "eerste", "tweede", "e", "oud", "witte", "stille", "sint", "dag", "leids"),
    *("gronings", "alkmaars", "good", "boxing", "king", "whit", "new", "keti", "black", "roze"),
)
# Behind a moment in figures; behind a number that counts there is a noun.
_AFTER_MOMENT = (
    r"(?=\s?(?:$|[.,;:!?)\]\n|]|\s-\s)|\s(?:en|om|was|werd|bij|met|is|in|door|had|kwam|ging|over|heeft"
    r"|hebben|zijn|waren|tot|namens|naar|aan|op|gaf|gaven|belde|begon|zei|zijn|bleek|stond|vond|kreeg"
    r"|besprak|besproken|nog|niet|al|dat|toen|and|at|the|we|it|he|she)\b)"
)
_SEASONS = (
    *("lente", "voorjaar", "zomer", "najaar", "herfst", "winter", "spring", "summer", "autumn"),
    *("zomervakantie", "herfstvakantie", "kerstvakantie", "voorjaarsvakantie", "meivakantie"),
    *("krokusvakantie", "zomerreces", "herfstreces", "kerstreces", "voorjaarsreces", "meireces"),
    *("bouwvak", "oogstseizoen", "aspergeseizoen", "bollenseizoen", "zomerperiode"),
)

RULES: tuple[Rule, ...] = (
    rule(
        "date",
        at_words("op", "per", "sinds", "vanaf", "uiterlijk"),
        rf"\b(?:op|per|sinds|vanaf|uiterlijk)\s"
        rf"(?P<id>{DAY}\s?[-/]\s?{_MONTH_NUMBER})(?![\w/-]|[.,]\d){_AFTER_MOMENT}",
    ),
    rule(
        "date",
        AtDigits(4),
        rf"(?<![\w./-])(?:0?[1-9]|1[0-2])(?P<by>\s?[-/.]\s?)(?:1[3-9]|2\d|3[01])(?P=by)"
        rf"(?:{YEAR}|\d\d)(?![\w/-]|\.\d)",
    ),
    rule(
        "date",
        AtDigits(4),
        rf"(?<![\w./-]){DAY}(?P<by>[ _|]|\s?[-/.]\s?){_MONTH_NUMBER}(?P=by)'\d\d(?!\d)"
        rf"|(?<![\w./|-])(?:0[1-9]|[12]\d|3[01])(?P<sign>[ _|])(?:0[1-9]|1[0-2])(?P=sign){YEAR}"
        r"(?!\w)",
    ),
    rule(
        "date",
        at_words(*_MONTHS, "may"),
        rf"\b(?:of|van)\s(?:de\smaand\s)?(?:{_MONTH}|(?-i:May))(?!\w)",
        before=13,
        check=behind(rf"(?:{ORDINAL}|{ORDINAL_IN_FIGURES}|{ENGLISH_ORDINAL})(?:\sda[gy])?\s$"),
    ),
    rule(
        "date",
        at_words(*_MONTHS, "may"),
        rf"\b(?:{_MONTH}|(?-i:May))\s(?:the\s)?(?:{ENGLISH_ORDINAL}|\d{{1,2}}(?:st|nd|rd|th))(?!\w)",
    ),
    rule(
        "date",
        at_words("van"),
        rf"van\sde\s(?:{ORDINAL}|{ORDINAL_IN_FIGURES})(?:\smaand)?"
        rf"(?=[.,;)]|\s(?:was|werd|maand|belde|kwam|om|is)\b|$)",
        check=behind(rf"(?:{ORDINAL}|{ORDINAL_IN_FIGURES})\s$"),
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"\b{_MONTH}\s{FROM_TEN}(?=[.,;)]|\s(?:is|was|werd|kwam|hebben|had|loopt|begon|zijn)\b|$)",
        check=behind(r"(?:begin|eind|half|medio|sinds|vanaf|in|tot|van|per|rond)\s$"),
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"\b(?:op|per|sinds|vanaf|tot|rond|voor|na)\seen\s{_MONTH}(?![\w-])",
        before=13,
    ),
    rule(
        "date",
        at_words("half", "medio", "week", "helft"),
        rf"\b(?:half|medio|(?:week|helft)\s(?:van|in))\s{_MONTH}(?![\w-])",
    ),
    rule(
        "date",
        at_words(*_SEASONS),
        rf"\b(?:{'|'.join(_SEASONS)})\s?(?:van\s|in\s|of\s)?(?:het\sjaar\s)?"
        rf"(?:{_SHORT_YEAR}(?:[-/](?:{YEAR}|'?\d\d))?|{YEAR_IN_WORDS})(?!\w)",
    ),
    rule(
        "date",
        at_words("helft", "halfjaar", "half", "semester", "maand", "maanden"),
        rf"\b(?:helft|half(?:\s?jaar)?|semester|maand|maanden)\s(?:van\s|in\s|of\s)?"
        rf"(?:het\sjaar\s)?(?:{_SHORT_YEAR}|{YEAR_IN_WORDS})(?!\w)",
        check=behind(rf"(?:{ORDINAL}|{ORDINAL_IN_FIGURES}|laatste|first|second|last)\s$"),
    ),
    rule(
        "date",
        at_words("week", "weken"),
        rf"\b(?:week|weken)\s(?:van|in|of)\s(?:het\sjaar\s)?(?:{YEAR}|{YEAR_IN_WORDS}|'\d\d)(?!\w)",
        check=behind(rf"(?:{ORDINAL}|{ENGLISH_ORDINAL}|{ORDINAL_IN_FIGURES}|laatste|last)\s$"),
    ),
    rule(
        "date",
        at_words("week", "wk", "weeknr", "weeknummer"),
        rf"(?<!per )(?<!een )(?<!elke )(?<!iedere )(?<!a )(?<!each )(?<![\w-])(?:week|weeknr\.?"
        rf"|weeknummer|wk\.?)\s?(?:nummer\s|nr\.?\s)?(?:[1-9]|[1-4]\d|5[0-3]|{UNITS})(?!\w|[.,]\d)"
        rf"{NOT_COUNTED}{_AFTER_MOMENT}",
    ),
    rule(
        "date",
        at_words("week", "wk"),
        rf"\b(?:week|wk\.?)\s(?:[1-9]|{UNITS})\s(?:van|in)\s(?:dat|dit|hetzelfde|het\svolgende|vorig)\sjaar",
    ),
    rule(
        "date",
        at_words("week", "wk"),
        rf"\b(?:week|wk\.?)\s(?:[1-9]|{UNITS})(?!\w|[.,]\d){NOT_COUNTED}(?!\s[a-z]{{3,20}}en\b)",
        check=behind(r"\b(?:begin|einde?|half|in|van|tot|vanaf|sinds|na|uit)\s$"),
    ),
    rule(
        "date",
        at_words("weken", "wk", "weeks"),
        rf"(?<!\d )(?<!\w)(?:weken|wk\.?|weeks)\s{_WEEK}\s?"
        r"(?:en|t/m|tot|tot en met|-|,|/|and|to|&)\s?"
        rf"{_WEEK}(?!\w|[.,]\d){NOT_COUNTED}",
    ),
    rule(
        "date",
        at_words("kwrt", "kwart", "kw", "kwartaal", "q", "qtr"),
        rf"(?<!\w)(?:{ORDINAL}|{ORDINAL_IN_FIGURES}|[1-4]|I{{1,3}}|IV)\s?(?:kwrt|kwart|kw|qtr|q)\.?\s?"
        rf"(?:van\s|in\s)?(?:{_SHORT_YEAR}|{YEAR_IN_WORDS})(?!\w)",
        before=18,
    ),
    rule(
        "date",
        at_words("q", "k", "kw", "h", "s", "kwartaal"),
        rf"(?<![\w.])(?:Q|K|KW|H|S)[1-4][\s/'-]{{0,2}}(?:van\s|of\s|in\s)?(?:{YEAR}|'\d\d)(?!\w)"
        rf"|(?<![\w./-])(?:{YEAR}|'\d\d)[\s/-]?(?:Q|K|KW|H)[1-4](?!\w)",
        before=6,
        exact=True,
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"(?<![\w.,/-]){DAY}(?:\s?(?:e|ste|de|st|nd|rd|th))?(?:\sof)?[\s.-]{{1,2}}{_MONTH}(?!\w)"
        rf"\.?(?:[\s,-]{{1,2}}(?:'\d\d|{YEAR}|\d\d)\b)?",
        before=14,
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"(?<![\w.,/-]){DAY}{_MONTH}(?:{YEAR}|\d\d)(?!\w)",
        before=2,
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"\b{_MONTH}\b\.?(?:\s{DAY}(?:st|nd|rd|th)?,)?(?:\svan)?(?:\s?-?{_SHORT_YEAR}"
        rf"|\s{YEAR_IN_WORDS})\b",
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"(?<!\w)(?:{ORDINAL}|{BELOW_HUNDRED})(?<!een)\s{_MONTH}(?![\w-])"
        rf"(?:\s(?:{YEAR_IN_WORDS}|{YEAR})\b)?|(?<!\w)een\s{_MONTH}\s(?:{YEAR_IN_WORDS}|{YEAR})\b",
        before=32,
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"(?<![\w.,/-]){DAY}\s?(?:-|/|t/m|tot(?:\sen\smet)?|en|op|of|&)\s?{DAY}\s{_MONTH}(?!\w)",
        before=20,
    ),
    rule(
        "date",
        at_words(*_SHORT_WEEKDAYS),
        rf"\b(?:{'|'.join(_SHORT_WEEKDAYS)})\.?\s{DAY}[-/]{_MONTH_NUMBER}(?![\w/-])",
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"\b{_MONTH}\.?\s(?:jl|j\.l|a\.s|as)\b\.?",
    ),
    rule("date", at_words("dezer", "jl"), rf"(?<![\w.,]){DAY}\s(?:dezer|jl\.?)(?!\w)", before=3),
    rule(
        "date",
        at_words("may"),
        rf"\b(?:{DAY}\sMay|May\s{DAY},?)(?:\s{YEAR})?\b|\bMay\s{YEAR}\b",
        before=3,
        exact=True,
    ),
    rule(
        "date",
        at_words(*_MONTHS),
        rf"\b{_MONTH}\s{DAY}(?:st|nd|rd|th)?(?:,?\s{YEAR})\b",
    ),
    rule(
        "date",
        AtDigits(4),
        rf"(?<![\w./-]){DAY}(?P<by>\s?[-/]\s?){_MONTH_NUMBER}(?P=by)(?:{YEAR}|\d\d)(?![\w/-]|\.\d)",
    ),
    rule(
        "date",
        AtDigits(4),
        rf"(?<![\w./-]){DAY}\s?\.\s?{_MONTH_NUMBER}\s?\.\s?{YEAR}(?!\w)",
    ),
    rule(
        "date",
        AtDigits(6),
        r"(?<![\w./-])(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d(?![\w.])",
    ),
    rule(
        "date",
        AtDigits(4),
        rf"(?<![\w.=-]){YEAR}\s?(?P<by>[-/.])\s?{_MONTH_NUMBER}\s?(?P=by)\s?{DAY}(?!\d)"
        r"(?:T?\s?\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)?",
    ),
    rule(
        "date",
        AtDigits(6),
        rf"(?<!\w){YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:T?\d{{4,6}}Z?)?(?!\w)",
    ),
    rule(
        "date",
        AtDigits(6),
        rf"(?<![\w./-])(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])(?![\w/-])",
        check=check_month_of_year,
    ),
    rule("date", AtDigits(6), rf"(?<![\w./,-])(?:0[1-9]|1[0-2])\s?[-/]\s?{YEAR}(?![\w/-])"),
    rule(
        "date",
        at_words("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"),
        rf"(?<![\w./-]){DAY}(?P<by>[-./\s]){_ROMAN_MONTH}(?P=by){YEAR}(?!\w)",
        before=3,
        exact=True,
    ),
    rule(
        "date",
        at_words("d", "dd", "datum", "gedateerd"),
        rf"\b(?:d\.d\.|dd\.?|datum:?|gedateerd)\s{DAY}[-/.]{_MONTH_NUMBER}\b",
    ),
    rule(
        "date",
        at_words(*_WEEKDAYS, begin="|".join(_WEEKDAYS)),
        rf"\b{_WEEKDAY}(?:ochtend|middag|avond|nacht)?,?\s(?:de\s)?(?:{DAY}\s?(?:e|ste|de|st|nd|rd|th)\b|{ORDINAL}(?!\w)"
        rf"|{DAY}[-/]{_MONTH_NUMBER}(?!\w))",
    ),
    rule(
        "date",
        at_words(*(feast for feast in _FEASTS if " " not in feast), *_FIRST_OF_FEASTS),
        rf"\b(?:{_OF_SEVERAL_WORDS}|{'|'.join(_FEASTS)}),?\s(?:van\s|in\s|of\s)?(?:het\sjaar\s)?"
        rf"(?:{_SHORT_YEAR}|{YEAR_IN_WORDS}|{_THAT_YEAR})(?!\w)",
    ),
    rule(
        "date",
        at_words(*_SINGLE_DAYS, *_FIRST_OF_FEASTS),
        rf"\b(?:{_OF_SEVERAL_WORDS}|{'|'.join(_SINGLE_DAYS)})(?![\w-])",
        check=behind(r"\b(?:op|on|sinds|since)\s(?:de\s)?$"),
    ),
    rule(
        "date",
        at_words("week", "wk", "weeknr", "weeknummer"),
        rf"(?<![\w-])(?:week|weeknr\.?|weeknummer|wk\.?)\s?(?:nummer\s|nr\.?\s)?"
        rf"(?:{_WEEK}(?:\s?(?:,|van|in|-|/)?\s?{_SHORT_YEAR}(?!\d)|(?<=\d\d)(?![\w%,.:/-]?\d|\w)"
        rf"{NOT_COUNTED})|{FROM_TEN}(?:\s(?:van|in)\s(?:{YEAR}|{YEAR_IN_WORDS}))?(?!\w){NOT_COUNTED})",
    ),
    rule(
        "date",
        AtDigits(4),
        rf"(?<![\w./-]){YEAR}[\s,-]{{0,2}}(?:W|week\s|wk\s?){_WEEK}(?![\w-])",
    ),
    rule(
        "date",
        at_words("w"),
        rf"(?<![\w./-])W{_WEEK}[\s-]{{1,2}}{YEAR}(?!\w)",
        exact=True,
    ),
    rule(
        "date",
        at_words("kwartaal", "quarter", "trimester", "tertaal"),
        rf"(?<!\w)(?:(?:{ORDINAL}|(?:first|second|third|fourth|laatste|last)|[1-4]\s?(?:e|ste|de|st|nd|rd|th))\s"
        rf"(?:kwartaal|quarter|trimester|tertaal)|(?:kwartaal|quarter)\s[1-4])\s?,?\s?"
        rf"(?:van\s|in\s|of\s)?(?:het\sjaar\s)?(?:{_SHORT_YEAR}|{YEAR_IN_WORDS})(?!\w)",
        before=16,
    ),
    rule(
        "date",
        at_words("q", "k", "kw"),
        rf"(?<![\w.])(?:Q|K|KW|kw|q)[1-4][\s/'-]{{1,2}}(?:van\s)?(?:{YEAR}|\d\d)(?!\w)"
        rf"|(?<![\w./-]){YEAR}[\s/-]?(?:Q|K|KW)[1-4](?!\w)",
        before=5,
        exact=True,
    ),
)
