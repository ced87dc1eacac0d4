"""Dates of birth and ages, in figures and in words."""

from study.privacy.identifiers.forms.checks import DAY, YEAR, behind
from study.privacy.identifiers.forms.rule import Rule, at_words, rule
from study.privacy.identifiers.forms.spoken_numbers import (
    ENGLISH_ORDINAL,
    FROM_TEN,
    NOT_COUNTED,
    ORDINAL,
    ORDINAL_IN_FIGURES,
    TENS,
    UNITS,
    YEAR_IN_WORDS,
)

_NO_AGE_LIMIT = (
    r"(?<!ouder dan )(?<!jonger dan )(?<!onder de )(?<!onder )(?<!boven de )(?<!boven )(?<!vanaf )"
    r"(?<!tot )(?<!minstens )(?<!minimaal )(?<!minder dan )(?<!meer dan )(?<!under )(?<!over )"
    r"(?<!than )(?<!least )"
)
_PEOPLE = (
    *("man", "vrouw", "meisje", "jongen", "dame", "heer", "respondent", "respondente"),
    *("slachtoffer", "wethouder", "burgemeester", "client", "cliente", "clientes", "verdachte"),
    *("agent", "ambtenaar", "dochter", "zoon", "moeder", "vader", "jongedame", "jongeman", "woman"),
    *("girl", "boy", "victim", "zus", "broer", "partner", "collega", "jongere", "tiener"),
    *("betrokkene", "informant", "gesprekspartner", "geinterviewde", "oprichter", "oprichtster"),
    *("vrijwilliger", "getuige", "officer", "mayor", "interviewee", "inwoner", "bewoner"),
    *("bewoonster", "oma", "opa", "tante", "oom", "nicht", "neef", "echtgenoot", "echtgenote"),
)
_ROLES = (
    "adviseur|adviseuse|coordinator|coordinatrice|medewerker|medewerkster|leider|leidster|regisseur"
    "|rechercheur|functionaris|hulpverlener|hulpverleenster|bestuurder|manager|directeur|secretaris"
    "|griffier|ambtenaar|werker|werkster|handhaver|inspecteur|begeleider|begeleidster|coach|arts"
)
_PERSON = f"(?:{'|'.join(_PEOPLE)})"
_NOT_OF_A_PERSON = (
    r"(?!\s(?:samenwerking|looptijd|programma|aanpak|plan|evaluatie|jubileum|bestaan|onderzoek"
    r"|ervaring|periode|strategie|agenda|visie|cyclus|subsidie|traject|contract|termijn|project)\b)"
)
_BORN = (
    r"(?:geb\.?\s?-?dat(?:um|\.)?|geb\.?|geboren|geboortejaar|geboortedatum|geboortedag|born|bouwjaar|dob"
    r"|birth\s?date|date\s?of\s?birth)\s?:?"
    r"(?:\s(?:is|was|in|op|on|rond|omstreeks|te|het|jaar|[A-Z][a-z]+)){0,3}\W{1,3}"
)

RULES: tuple[Rule, ...] = (
    rule(
        "birth or age",
        at_words(
            *("geb", "geboren", "geboortejaar", "geboortedatum", "geboortedag", "born", "bouwjaar"),
            *("gebdatum", "gebdat", "dob", "birthdate", "dateofbirth"),
        ),
        rf"\b{_BORN}(?:{YEAR}|'\d\d|[0-3]\d[01]\d{YEAR}|{YEAR}[01]\d[0-3]\d"
        rf"|{DAY}\s?[-/. ]\s?\w{{1,9}}\s?[-/. ]\s?\d{{2,4}}"
        rf"|{YEAR_IN_WORDS})\b",
    ),
    rule(
        "birth or age",
        at_words("jaar", "jarige", "year", "years"),
        rf"(?<![\w-]){_NO_AGE_LIMIT}\d{{1,2}}\s?-?(?:jaar oud|years? old|-?year-old"
        rf"|jarige\b{_NOT_OF_A_PERSON})",
        before=5,
    ),
    rule(
        "birth or age",
        at_words("jaar", end="jarige"),
        rf"(?<!\w){_NO_AGE_LIMIT}[a-z]{{0,20}}(?:tien|twaalf|elf|tig)[\s-]?"
        rf"(?:jarige\b{_NOT_OF_A_PERSON}|jaar oud)",
        before=28,
    ),
    rule(
        "birth or age",
        at_words(*_PEOPLE),
        rf"\b{_PERSON}(?:\s?,|\svan|\s\(|\sof|\saged)\s?\(?\d{{1,2}}(?=\)|\sjaar\b|,|\.|\syears|$)"
        r"(?!\sjaar (?:en|of) (?:ouder|jonger))",
    ),
    rule(
        "birth or age",
        at_words("man", "vrouw", "meisje", "jongen", "dame", "woman", "girl", "boy"),
        r"\b(?:man|vrouw|meisje|jongen|dame|woman|girl|boy)\s(?:van|of)\s\d\d\b"
        r"(?!\s?%|,\d|\s(?:procent|miljoen|euro|gemeenten|tot|jaar (?:en|of)))",
    ),
    rule(
        "birth or age",
        at_words("man", "vrouw", "meisje", "jongen", "dame", "heer", "dochter", "zoon"),
        rf"\b(?:man|vrouw|meisje|jongen|dame|heer|dochter|zoon)\svan\s(?:bijna\s|ruim\s)?{FROM_TEN}"
        rf"(?!\w)(?!\s(?:procent|miljoen|euro|gemeenten|tot|jaar (?:en|of)))",
    ),
    rule("birth or age", at_words("geboren"), rf"\b{YEAR}\sgeboren\b", before=5),
    rule(
        "birth or age",
        at_words("ik", "hij", "zij", "ze", "jij", "die"),
        rf"\b(?:ik|hij|zij|ze|jij|die)\s(?:ben|is|was|kom|komt)\s(?:zelf\s|ook\s|nog\s|er\s)?"
        rf"(?:een\s)?(?:kind\s)?(?:van|uit)\s(?:{YEAR}|'\d\d|{YEAR_IN_WORDS})(?!\w)",
    ),
    rule(
        "birth or age",
        at_words("zij", "ze", "hij", "ik", "jij", "she", "he"),
        rf"\b(?:zij|ze|hij|ik|jij|she|he)\s(?:was|is|ben|werd)\s"
        rf"(?:toen\s|pas\s|net\s|bijna\s|al\s)?(?:\d{{1,2}}|{FROM_TEN})"
        rf"(?:\sjaar\b(?!\sgeleden)|(?=[.,]?$))",
    ),
    rule(
        "birth or age",
        at_words("leeftijd", "age", "aged"),
        rf"\b(?:leeftijd|age|aged)\s?(?::|=|is|was)?\s?(?:\d{{1,2}}\b(?!\s?(?:-|tot|to\b|%))"
        rf"|{FROM_TEN}\b)",
    ),
    rule(
        "birth or age",
        at_words(end=_ROLES),
        r"\b\w{3,40}(?:\s?,|\svan|\s\()\s?(?:1[5-9]|[2-9]\d)(?=\)|,|\sjaar\b|\sjr\b|\.?$)"
        r"(?!\sjaar (?:en|of) (?:ouder|jonger))",
    ),
    rule(
        "birth or age",
        at_words("jr", "j", "jaar", "yrs", "yr", "y"),
        rf"(?<![\w-]){_NO_AGE_LIMIT}[1-9]\d\s?(?:jr\.?|jaar\sjong|yrs?(?:\sold)?|y/o)(?!\w)"
        r"|(?<=\()[1-9]\d\s?(?:j\.?|jaar)(?=\)|,)|(?<=, )[1-9]\d\sjaar(?=,)",
        before=5,
    ),
    rule(
        "birth or age",
        at_words("wordt", "werd", "word", "turns", "turned"),
        rf"\b(?:wordt|werd|word|turns|turned)\s(?:dit\sjaar|volgend\sjaar|vorig\sjaar|binnenkort"
        rf"|onlangs|net|pas|morgen|volgende\smaand|in\s\w{{3,9}}|inmiddels|al|bijna)\s"
        rf"(?P<id>{FROM_TEN}|[1-9]\d)(?!\w)(?=[.,;)]|\s(?:jaar|geworden)\b(?!\sgeleden)|\sen\b|$)",
    ),
    rule(
        "birth or age",
        at_words(
            *("begin", "eind", "midden", "half", "achterin", "achter", "voorin", "ver", "mid"),
            *("halverwege", "richting"),
        ),
        rf"\b(?:begin|eind|halverwege|richting|midden|half|achter\s?in|voorin|ver\sin)\s(?:in\s)?(?:de\s)?(?:{TENS})(?![\w-])"
        rf"{NOT_COUNTED}",
    ),
    rule(
        "birth or age",
        at_words("twenties", "thirties", "forties", "fifties", "sixties", "seventies"),
        r"\b(?:his|her|their|early|mid|late)[\s-](?:early\s|mid-?\s?|late\s)?(?:twen|thir|for|fif|six"
        r"|seven)ties\b",
        before=12,
    ),
    rule(
        "birth or age",
        at_words(*(f"{tens}er" for tens in TENS.split("|"))),
        rf"\b(?:een|als|deze|die|de|jonge|late|vroege)\s(?:{TENS})er\b",
        before=7,
    ),
    rule(
        "birth or age",
        at_words("verjaardag", "birthday", "levensjaar"),
        r"\b(?:verjaardag|birthday|levensjaar)\b",
        check=behind(
            rf"(?:{ORDINAL}|{ORDINAL_IN_FIGURES}|\w{{0,20}}(?:tig|tien)ste|{ENGLISH_ORDINAL})\s$"
        ),
    ),
    rule(
        "birth or age",
        at_words("jaar", "yr"),
        r"[1-9]\d\sjaar(?=[.,;)]|\sen\b|$)",
        before=3,
        check=behind(rf"\w*(?:{_ROLES}|{'|'.join(_PEOPLE)})\s(?:is|was)\s(?:nu\s|toen\s|al\s)?$"),
    ),
    rule(
        "birth or age",
        at_words(*TENS.split("|")),
        rf"(?:{TENS})(?!\w)(?!\s\w+en\b){NOT_COUNTED}",
        check=behind(r"(?:is|was|van|al|ergens|man|vrouw|ver)\s(?:diep\s|ver\s)?in\sde\s$"),
    ),
    rule(
        "birth or age",
        at_words("m", "v", "f", "x", "man", "vrouw"),
        r"(?<=\()(?:m|v|f|x|man|vrouw)\s?[,/-]?\s?[1-9]\d(?=\)|,|\s?j)",
    ),
    rule(
        "birth or age",
        at_words("wordt", "word", "werd", "wordt"),
        r"\b(?:hij|zij|ze|ik)\s(?:wordt|word|werd)\s(?:\w{3,8}\s)?(?P<id>[1-9]\d)(?=[.,;)]|$|\sen\b)",
        before=4,
    ),
    rule(
        "birth or age",
        at_words("geworden"),
        rf"(?<!\w)(?P<id>{FROM_TEN}|[1-9]\d)\sgeworden\b",
        before=22,
    ),
    rule(
        "birth or age",
        at_words("mijn", "haar", "zijn"),
        rf"\b(?:mijn|haar|zijn)\s(?P<id>(?:[1-9]\d|{FROM_TEN})\sjaar)(?!\w)",
    ),
    rule(
        "birth or age",
        at_words(*_PEOPLE),
        rf"\b{_PERSON}\s(?:was|is|werd)\s(?:toen\s|pas\s|net\s|nog\s|al\s){{0,2}}"
        rf"(?P<id>[1-9]\d|{FROM_TEN})(?=[.,;)]|$|\sjaar\b|\sen\b|\stoen\b)",
    ),
    rule("birth or age", at_words("m", "v", "x"), r"(?<![\w/])[mvx]/[1-9]\d(?![\w/])"),
    rule(
        "birth or age",
        at_words(
            "dochter", "zoon", "zoontje", "dochtertje", "kind", "meisje", "jongen", "jongetje"
        ),
        rf"\b(?:dochter(?:tje)?|zoon(?:tje)?|kind|meisje|jongen|jongetje)\svan\s(?P<id>{UNITS})(?!\w)"
        r"(?!\s(?!jaar|maanden)\w+)",
    ),
    rule(
        "birth or age",
        at_words("lft", "leeft", "geboortejr", "gebjr"),
        rf"\b(?:lft|leeft|geboortejr|gebjr)\.?\s?:?\s?(?:\d\d|{YEAR})\b",
    ),
    rule(
        "birth or age",
        at_words("was", "werd"),
        r"\b(?:was|werd)\b",
        check=behind(rf"toen\s(?:ze|zij|hij|ik)\s(?:net\s|pas\s|nog\s)?(?:{FROM_TEN}|\d\d)\s$"),
    ),
    rule(
        "birth or age",
        at_words("op", "sinds", "vanaf"),
        r"\b(?:op|sinds|vanaf)\s(?:haar|zijn|mijn)\s(?:\d\de|\w{0,12}(?:tien|twaalf|elf)de|\w{0,14}tigste)"
        r"(?!\w)",
    ),
    rule(
        "birth or age",
        at_words("jarig"),
        r"(?<!\w)\d{1,2}[\s-]?jarig\b",
        before=4,
    ),
)
