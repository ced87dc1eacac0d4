"""Where somebody lives or something happened: postcodes, streets with a number, coordinates."""

from study.privacy.identifiers.forms.checks import (
    check_coordinates,
    check_postcode,
    check_street,
)
from study.privacy.identifiers.forms.rule import AtDigits, AtShape, AtSigns, Rule, at_words, rule
from study.privacy.identifiers.forms.spoken_numbers import (
    FROM_TEN,
    HUNDREDS,
    NOT_COUNTED,
    UNITS,
)

_STREET = (
    "straat|laan|weg|plein|gracht|kade|singel|dijk|steeg|hof|pad|park|dreef|plantsoen|markt|wal"
    "|burgwal|haven|boulevard|baan|ring|erf|hage|oord|brink|voorhout|allee|vest|dam|kamp|veld|akker"
)
_SURE_STREET = (
    "straatje|laantje|steegje|pleintje|hofje|weggetje|straat|laan|plein|gracht|singel|kade|steeg|dreef"
    "|plantsoen|burgwal"
)
_STREET_OF = (
    r"(?:(?:Laan|Weg|Plein|Kade|Singel|Markt|Hof|Pad|Dijk|Straat)"
    r"(?:\s(?:van|der|de|den|het|in|aan|op|'t)){1,3}|Lange|Korte|Nieuwe|Oude|Grote|Kleine|Hoge"
    r"|Lage|Nieuwezijds|Oudezijds|Burg\.|Dr\.|Prof\.|Mr\.|Pres\.|Kon\.|Gen\.)"
)
_TITLES_OF_STREETS = (
    *("Burgemeester", "burgemeester", "Wethouder", "wethouder", "Pastoor", "pastoor", "Dokter"),
    *("dokter", "Dominee", "Ds", "Dr", "Prof", "Professor", "Mr", "Burg", "Kardinaal", "Koningin"),
    *("Koning", "Prins", "Prinses", "President", "Generaal", "Admiraal", "Graaf", "Gravin"),
    *("Hertog", "Sint", "St", "Kapelaan", "Deken", "Monseigneur", "Mgr", "Ridder", "Baron"),
    *("Meester", "Zuster", "Pater", "Jonkheer", "Freule", "Minister", "Kapitein", "Plein", "plein"),
)
_HOUSES = (
    *(
        "pand",
        "woning",
        "huis",
        "flat",
        "kamer",
        "appartement",
        "loods",
        "salon",
        "winkel",
        "kantoor",
    ),
)
_DWELLING = (
    *("woont", "woonde", "woonden", "wonen", "wonend", "wonende", "woonachtig", "adres", "pand"),
    *("bezoekadres", "postadres", "gevestigd", "verblijft", "verbleef", "huisadres", "woning"),
)
_NAMES_OF_SQUARES = (
    *("markt", "plein", "dam", "brink", "singel", "rokin", "damrak", "spui", "kade", "haven"),
)
_HOUSE = r"\d{1,5}(?:\s?-?\s?[A-Za-z]\b|\s?-\s?\d{1,4}|-?[IVX]+\b)?"

RULES: tuple[Rule, ...] = (
    # Codes of municipalities, neighbourhoods and blocks by Statistics Netherlands.
    rule(
        "municipality",
        AtDigits(4),
        r"(?<!\w)(?:GM\d{4}|WK\d{6}|BU\d{8})(?!\w)",
        before=2,
        exact=True,
    ),
    rule(
        "postcode",
        at_words("postcode", "postcodegebied", "pc"),
        r"\b(?:postcode(?:gebied)?|pc)\W{1,2}(?P<id>[1-9]\d{3})(?!\d)",
    ),
    rule(
        "postcode",
        AtDigits(4),
        r"(?<![\w.,-])(?<!€ )(?<!€)(?<!artikel )(?<!art\. )(?P<number>[1-9]\d{3})"
        r"(?P<gap>[ .-]{0,2})(?P<letters>[a-z]{2})(?![\w-])(?P<place>,? [A-Z][a-z])?",
        check=check_postcode,
    ),
    rule(
        "address",
        at_words(end=_STREET),
        rf"(?<![\w-])(?P<street>[A-Z][\w'-]{{0,40}}(?:{_STREET}))\.?,?\s(?:nr\.?\s|nummer\s)?"
        rf"{_HOUSE}(?!\d){NOT_COUNTED}",
        before=41,
        check=check_street,
        exact=True,
    ),
    rule(
        "address",
        at_words("str", end=f"{_SURE_STREET}|str"),
        rf"(?<![\w-])(?P<street>[A-Za-z][\w']{{2,40}}(?:{_SURE_STREET}|str\.?))\s(?:nr\.?\s|nummer\s)?"
        rf"\d{{1,5}}(?:\s?-?[A-Za-z]\b)?(?!\d){NOT_COUNTED}",
        before=41,
        check=check_street,
        exact=True,
    ),
    # A number in words, and a street of a place ("Kerkstraat te X") with its number before it.
    rule(
        "address",
        at_words(end=_STREET),
        rf"(?<![\w-])(?P<street>[A-Z][\w'-]{{0,40}}(?:{_STREET}))\s(?:nr\.?\s|nummer\s)?"
        rf"(?:{HUNDREDS}|{FROM_TEN}|{UNITS})(?![\w-])",
        before=41,
        check=check_street,
        exact=True,
    ),
    rule(
        "address",
        at_words(
            *("laan", "weg", "plein", "kade", "singel", "markt", "hof", "pad", "dijk", "straat"),
            *("lange", "korte", "nieuwe", "oude", "grote", "kleine", "hoge", "lage"),
            *("nieuwezijds", "oudezijds", "burg", "dr", "prof", "mr", "pres", "kon", "gen"),
        ),
        rf"(?<![\w-]){_STREET_OF}\s(?:[A-Z][\w'-]{{1,30}}\s){{1,3}}"
        rf"(?:nr\.?\s|nummer\s)?\d{{1,5}}(?:\s?-?[A-Za-z]\b)?(?!\d){NOT_COUNTED}",
        exact=True,
    ),
    rule(
        "address",
        at_words("oude", "nieuwe", "lange", "korte", "grote", "kleine", "hoge", "lage"),
        r"(?<![\w-])(?:Oude|Nieuwe|Lange|Korte|Grote|Kleine|Hoge|Lage)\s[A-Z][\w'-]{1,30},?\s"
        rf"(?:nr\.?\s|nummer\s)?(?:\d{{1,5}}|{HUNDREDS}|{FROM_TEN}|{UNITS})(?![\w.,]\d|\w){NOT_COUNTED}",
        exact=True,
    ),
    rule(
        "address",
        at_words("huisnummer", "huisnr", "nummer", "nr", "perceel"),
        rf"\b(?:huisnummer|huisnr\.?|perceel)\s(?:\d{{1,4}}|{HUNDREDS}|{FROM_TEN}|{UNITS})(?!\w)"
        rf"|\b(?:nummer|nr\.?)\s(?:\d{{1,4}}|{HUNDREDS}|{FROM_TEN}|{UNITS})\s(?:van|in|aan|op)\s"
        rf"(?:de\s|het\s)?(?-i:[A-Z])[\w'-]{{0,40}}(?:{_STREET})(?!\w)",
    ),
    rule(
        "address",
        at_words(*_NAMES_OF_SQUARES),
        rf"\b(?:aan|op|adres:?|bij|naar)\s(?:de|het|den)?\s?(?:{'|'.join(_NAMES_OF_SQUARES).title()})"
        rf"\s\d{{1,4}}[A-Za-z]?(?!\d){NOT_COUNTED}",
        before=14,
        exact=True,
    ),
    # Named after somebody, with a title, or after a year.
    rule(
        "address",
        at_words(*{title.lower() for title in _TITLES_OF_STREETS}),
        rf"(?<![\w-])(?:{'|'.join(_TITLES_OF_STREETS)})\.?\s(?:(?:van|de|der|den|ten|ter)\s){{0,2}}"
        rf"(?:[A-Z][\w'.-]{{0,30}}\s){{0,3}}[A-Z][\w'-]{{1,40}}(?:{_STREET})(?![\w-])"
        rf"|(?i:plein)\s(?:19[34]\d|'?4[05](?:\s?-\s?'?45)?)(?!\d)",
        exact=True,
    ),
    rule(
        "address", at_words("postbus", "antwoordnummer"), r"\b(?:postbus|antwoordnummer)\s\d{1,6}\b"
    ),
    rule(
        "address",
        at_words(end=_SURE_STREET),
        rf"(?<=[a-z,] )(?P<street>[A-Z][\w'-]{{2,40}}(?:{_SURE_STREET}))(?![\w-])",
        check=check_street,
        exact=True,
    ),
    # A street whose name does not end like one, where somebody lives.
    rule(
        "address",
        at_words(*_DWELLING),
        rf"\b(?i:{'|'.join(_DWELLING)})(?:\s?:)?\s(?:\w{{2,8}}\s){{0,2}}?(?:(?:op|aan|in|te|naar)\s)?"
        r"(?P<id>(?:(?:[Oo]p\s)?(?i:nummer|nr\.?)|(?:(?:[Dd]e|[Hh]et|'t)\s)?[A-Z][\w'-]{2,30})"
        rf"(?:\s(?:nr\.?|nummer))?\s\d{{1,4}}[a-z]?)(?![\w.,]\d|\w){NOT_COUNTED}",
        exact=True,
    ),
    rule(
        "address",
        at_words("aan", "op"),
        r"\b(?:aan|op)\s(?:de|het|'t)\s(?P<id>[A-Z][\w'-]{3,30}(?:\s[A-Z][\w'-]{2,30})?\s(?!(?:19|20)\d\d)"
        rf"\d{{1,4}}[a-z]?)(?![\w.,]\d|\w){NOT_COUNTED}",
        exact=True,
    ),
    rule(
        "address",
        at_words(*_HOUSES),
        rf"\b(?:{'|'.join(_HOUSES)})\s(?:aan|op)\s(?:de|het)\s(?P<street>[A-Z][\w'-]{{3,30}})(?![\w-])",
        check=check_street,
        exact=True,
    ),
    # Other ends of streets are those of many words, so there the words before tell.
    rule(
        "address",
        at_words(end=_STREET),
        rf"\b(?:aan|op|in|langs|naar|bij)\s(?:de|het|een)\s(?P<street>[A-Z][\w'-]{{3,40}}(?:{_STREET}))"
        r"(?![\w-])",
        before=55,
        check=check_street,
        exact=True,
    ),
    rule(
        "coordinates",
        AtDigits(6),
        r"(?<![\w.,])(?P<north>\d{1,2}[.,]\d{3,12})\s?°?\s?[NS]?\s?[,;/ ]\s?"
        r"(?P<east>-?\d{1,3}[.,]\d{3,12})(?!\d)",
        check=check_coordinates,
    ),
    rule(
        "coordinates",
        AtSigns("°º"),
        r"[NS]\s?\d{1,2}\s?°[\d.,' ]{1,12}\"?\s?[EOW]\s?\d{1,3}\s?°[\d.,' ]{0,12}|"
        r"\d{1,3}\s?[°º]\s?\d{1,2}\s?'\s?(?:[\d.,]{1,8}\s?(?:\"|'')?)?\s?[NS][\s,;]{0,3}\d{1,3}\s?[°º]"
        r"\s?\d{1,2}\s?'\s?(?:[\d.,]{1,8}\s?(?:\"|'')?)?\s?[EOW]\b",
        before=6,
    ),
    # The grid of the Netherlands (Rijksdriehoek), in metres or kilometres.
    rule(
        "coordinates",
        at_words("rd", "x", "rijksdriehoek", begin="rdcoord|coord"),
        r"\b(?:X|RD(?:-\w{4,12})?|Rijksdriehoek\w{0,12}|coordina\w{2,6})\s?[:=]?\s?(?:X\s?[:=]?\s?)?"
        r"(?P<id>\d{2,3}[. ]?\d{3}(?:[.,]\d{1,3})?\s?[,;/]?\s{0,2}(?:Y\s?[:=]?\s?)?"
        r"[34567]\d{2}[. ]?\d{3})(?!\d)",
    ),
    rule(
        "coordinates",
        AtSigns("+"),
        r"(?<!\w)(?=[C-X]{0,7}\d)[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}(?!\w)",
        before=8,
        exact=True,
    ),
    rule(
        "coordinates",
        at_words("n", "s", "lat", "latitude", "breedtegraad", "nb", "noord"),
        r"\b(?:N|S|lat(?:itude)?|breedtegraad|NB|noord)\.?\s?[:=]?\s?\d{1,2}"
        r"(?:[ .,°]\s?\d{1,12})(?:[.,]\d{1,6})?"
        r"(?:\s\d{1,2}(?:[.,]\d{1,4})?)?[\s,;/&-]{1,4}(?:E|O|W|lon(?:gitude)?|lng"
        r"|lengtegraad|OL|oost)\.?\s?[:=]?\s?\d{1,3}[ .,°]\s?\d{1,12}(?:[.,]\d{1,6})?",
    ),
    rule(
        "coordinates",
        AtDigits(6),
        r"(?<![\w.,])\d{1,2}[ .,]\d{1,12}(?:[ .,]\d{1,6}){0,2}\s?(?:N|NB)[\s,;/]{1,3}"
        r"\d{1,3}[ .,]\d{1,12}"
        r"(?:[ .,]\d{1,6}){0,2}\s?(?:E|O|W|OL)(?!\w)",
        exact=True,
    ),
    rule(
        "coordinates", AtShape(r"///\w", "///"), r"///[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}(?!\w)"
    ),
    rule(
        "coordinates",
        at_words("utm", "u"),
        r"(?<!\w)3[12]\s?U\s?\d{6,7}\s(?:E\s)?\d{7}(?!\d)",
        before=3,
    ),
)
