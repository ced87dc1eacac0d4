"""Names of people that no list needs to have, told by what stands beside them.

Beside a verb of naming ("heette Voornaam"), behind a label ("naam: ...", as in a table or in JSON),
behind a relation ("de opvolger van ..."), as an apposition ("mijn baas, ..."), with a verb of
calling or writing to somebody ("... gebeld"), and as the parts of an identifier. A surname that
only stands after "volgens" is that of an author, and no finding.
"""

import itertools
import re
from collections.abc import Iterator

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.initials import initials
from study.privacy.identifiers.kinds import Finding
from study.privacy.identifiers.surnames import after_prefixes, surname
from study.privacy.identifiers.text_words import ENDINGS_OF_FIELDS, Marks, Words

_SPACE = re.compile(r"\s{1,2}[\"'(]?")
_LABELLED = re.compile(r"[\"']?\s{0,2}[:=|>]\s{0,2}[\[(\"'<]{0,3}|\s?[:=]\s?[\[{(\"']{0,3}")
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_IN_IDENTIFIER = re.compile(r"[._-]{1,2}")
_MOST_BETWEEN = 3
_SHORTEST_NAME = 5
_INITIAL_AND_NAME = 2
_WINDOW = 4
_NAMING, _LABEL, _RELATION, _ROLE, _CONTACT, _CAMELS = (1 << bit for bit in range(6))
_GIVEN, _ACTING, _ALONG, _BEFORE, _CASE, _SURNAME = (1 << bit for bit in range(6, 12))

Bounds = tuple[int, int] | None
"""First and last word of a name."""


def find_cued_names(words: Words) -> Iterator[Finding]:
    """People in the words of a folded text whom the words beside them tell."""
    for index, word in enumerate(words.written):
        mark = _MARKS[word]
        if not mark:
            continue
        for flag, rule in _RULES:
            if mark & flag and (bounds := rule(words, index)) is not None:
                yield Finding("person", *words.span(*bounds))


def _mark(word: str) -> int:
    lower = word.lower()
    mark = 0
    for flag, group in (
        (_NAMING, "naming"),
        (_LABEL, "labels"),
        (_RELATION, "relations"),
        (_CONTACT, "contact"),
        (_BEFORE, "before_somebody"),
        (_CASE, "cases"),
    ):
        if lower in lexicon.telling(group):
            mark |= flag
    if lexicon.is_role(lower):
        mark |= _ROLE
    if not word.islower() and not word.isupper() and len(_CAMEL.findall(word)) > 1:
        mark |= _CAMELS
    if lower in lexicon.given_names() and (word.isupper() or word.islower()):
        mark |= _GIVEN
    if lower in lexicon.telling("acting") and lower not in lexicon.telling("also_of_authors"):
        mark |= _ACTING
    if len(lower) >= _SHORTEST_NAME and lower in lexicon.plain_surnames():
        mark |= _SURNAME
    if lower in ("ik", "mij", "ons"):
        mark |= _ALONG
    return mark


_MARKS = Marks(_mark)


def _naming(words: Words, index: int) -> Bounds:
    """ "zij heette Naam", "noemde zich 'Naam'", "die ze Naam noemden", "een zekere Naam"."""
    verb = words.lower[index]
    before = words.lower[max(0, index - _WINDOW) : index]
    if verb in _SURE_NAMING:
        if before[-1:] in (["de"], ["het"]) and verb in ("ene", "zekere"):
            return None
        return _from(words, index + 1)
    personal = not _PERSONAL.isdisjoint(before)
    if personal and index > 1 and words.gaps[index] in (" ", "' ", '" '):
        last = index - 1
        person = words.lower[last - 1] in _PERSONAL and _may_be_name(words, last)
        if person and not words.opens(last - 1):
            return last, last
    at = index + 1
    while at < len(words) and at - index <= _MOST_BETWEEN and words.lower[at] in _BETWEEN_NAMING:
        personal = personal or words.lower[at] in _PERSONAL
        at += 1
    if not personal:
        return None
    return _from(words, at) or _any_capital(words, at)


def _any_capital(words: Words, at: int) -> Bounds:
    """A word with a capital inside a sentence, also one of Dutch: "op straat heet hij Bijnaam"."""
    if at >= len(words) or words.opens(at) or not words.capital(at) or words.in_capitals(at):
        return None
    word = words.lower[at]
    known = word in lexicon.no_names() or word in lexicon.telling("function_words")
    return (at, at) if words.written[at][1:].islower() and len(word) > 3 and not known else None


_SURE_NAMING = frozenset(
    (
        *("ene", "zekere", "alias", "bijnaam", "roepnaam", "voornaam", "achternaam", "schuilnaam"),
        *("familienaam", "meisjesnaam", "artiestennaam", "straatnaam", "bijgenaamd"),
    )
)
_PERSONAL = frozenset(
    (
        *(
            "ze",
            "zij",
            "hij",
            "ik",
            "zich",
            "zichzelf",
            "haar",
            "hem",
            "mij",
            "me",
            "we",
            "wij",
            "je",
            "jij",
        ),
        *("die", "meisje", "jongen", "vrouw", "man", "slachtoffer", "dader", "verdachte"),
        *(
            "pooier",
            "vriend",
            "vriendin",
            "collega",
            "ambtenaar",
            "zus",
            "broer",
            "moeder",
            "vader",
        ),
        *("wethouder", "burgemeester", "tolk", "moeders", "baas", "iemand", "persoon", "client"),
        *("zoon", "dochter", "kind", "eigenaar", "eigenaresse", "contactpersoon", "agent"),
    )
)
_BETWEEN_NAMING = frozenset(
    (
        *("zich", "haar", "hem", "ze", "zij", "hij", "ik", "eigenlijk", "echt", "toen", "daar"),
        *(
            "is",
            "was",
            "zichzelf",
            "haarzelf",
            "dus",
            "gewoon",
            "overigens",
            "dan",
            "altijd",
            "me",
            "mij",
            "zelf",
            "bij",
        ),
    )
)


def _labelled(words: Words, index: int) -> Bounds:
    """ "naam: Voornaam Naam", "behandeld door: VOORNAAM NAAM", "user=voornaam.naam"."""
    at = index + 1
    if at >= len(words) or not _LABELLED.fullmatch(words.gaps[at]):
        return None
    if _in_identifier(words, at) is not None:
        return at, at + 1
    if words.written[at].islower() and _is_account(words, at):
        return at, at
    if words.in_capitals(at):
        pair = at + 1 < len(words) and words.gaps[at + 1] == " " and words.in_capitals(at + 1)
        fits = pair and not _is_word(words.lower[at + 1]) and _may_be_capitals(words, at)
        return (at, at + 1) if fits else None
    bounds = _from(words, at)
    if bounds is None:
        return None
    first, last = bounds
    listed = words.lower[first] in lexicon.given_names() or words.lower[last] in lexicon.surnames()
    parts = words.lower[first : last + 1]
    of_people = words.lower[index] not in lexicon.telling("labels_of_things")
    unknown = (last > first and not all(map(_is_word, parts))) or (
        of_people and _unlisted(words, first)
    )
    return bounds if listed or unknown else None


def _is_account(words: Words, at: int) -> bool:
    """Whether a word in small letters is a given name, or an initial and a surname: "noudhof"."""
    word, name = words.lower[at], words.lower[at][1:]
    initial = len(word) == 1 and words.gaps[at + 1] in (".", "_", "-")
    if initial and at + 1 < len(words):
        name = words.lower[at + 1]
    surname_of_account = len(name) >= _SHORTEST_NAME and name in lexicon.plain_surnames()
    return (surname_of_account and (initial or not _is_word(word))) or (
        word in lexicon.plain_given_names() and not _is_word(word) and len(word) > 2
    )


def _related(words: Words, index: int) -> Bounds:
    """ "de opvolger van Achternaam", "in de tijd van Achternaam", "samen met Achternaam"."""
    if words.lower[index + 1 : index + 2] not in (["van"], ["met"]):
        return None
    return _from(words, index + 2)


def _apposed(words: Words, index: int) -> Bounds:
    """ "onze adviseur, Voornaam Naam, schreef", "de regisseur hier is Voornaam Naam"."""
    at = index + 1
    if at >= len(words):
        return None
    determined = not _DETERMINERS.isdisjoint(words.lower[max(0, index - 3) : index])
    if words.gaps[at] in (", ", " (") and determined:
        closed = words.gaps[min(at + 1, len(words))][:1] in (")", ",")
        if closed and words.capital(at) and _may_be_compound_name(words, at):
            return at, at
        return _from(words, at, gap=_APPOSED)
    while at < len(words) and at - index <= _WINDOW and words.gaps[at] == " ":
        if words.lower[at] in _BEING:
            return _from(words, at + 1) if determined else None
        if words.capital(at):
            return None
        at += 1
    return None


_APPOSED = re.compile(r",\s[\"']?| \(")
_DETERMINERS = frozenset(
    ("de", "het", "een", "onze", "ons", "mijn", "haar", "zijn", "hun", "die", "deze", "jullie")
)
_BEING = frozenset(("is", "was", "heet", "heette", "werd", "wordt", "bleek"))


def _may_be_compound_name(words: Words, index: int) -> bool:
    """Whether a word that is made of two of Dutch is a surname all the same: "Achternaam"."""
    word, written = words.lower[index], words.written[index]
    plain = lexicon.is_listed_word(word) or ENDINGS_OF_FIELDS.search(word)
    known = word in lexicon.no_names() or word in lexicon.telling("speakers")
    place = (word,) in lexicon.phrases().kinds
    return len(word) > 5 and written[1:].islower() and not (plain or known or place)


def _possessing(words: Words, index: int) -> Bounds:
    """ "Achternaams opvolger", "Achternaams tijd"."""
    owner = index - 1
    if owner > 0 and words.lower[owner] == "s" and words.gaps[owner] == "'":
        owner -= 1
    elif owner < 0 or not words.lower[owner].endswith("s"):
        return None
    if words.gaps[index] != " " or words.lower[owner + 1 : index] not in ([], ["s"]):
        return None
    fits = len(words.written[owner]) > 3 and _may_be_name(words, owner)
    return (owner, owner) if fits else None


def _contacted(words: Words, index: int) -> Bounds:
    """ "ik heb Achternaam gebeld", "gesproken met Achternaam", "mail Achternaam maar"."""
    for at in range(index + 1, min(len(words), index + 1 + _WINDOW)):
        if not _SPACE.fullmatch(words.gaps[at]):
            break
        if words.capital(at):
            if (bounds := _from(words, at)) is not None:
                return bounds
            break
    for at in range(index - 1, max(0, index - 1 - _WINDOW), -1):
        if not _SPACE.fullmatch(words.gaps[at + 1]):
            break
        if words.capital(at):
            return (at, at) if not words.opens(at) and _may_be_name(words, at) else None
    return None


def _identifier(words: Words, index: int) -> Bounds:
    """ "interview-VoornaamAchternaam": a given name and a surname written as one."""
    parts = [part.lower() for part in _CAMEL.findall(words.written[index])]
    for given, name in itertools.pairwise(parts):
        if given in lexicon.plain_given_names() and len(given) > 2 and len(name) > 2:
            known = name in lexicon.plain_surnames() or not _is_word(name)
            if known and not (lexicon.is_word(given) or name in lexicon.no_names()):
                return index, index
    initial = len(parts[0]) == 1 and len(parts) == _INITIAL_AND_NAME
    if initial and len(parts[1]) >= _SHORTEST_NAME and lexicon.is_plain_name(parts[1]):
        return index, index
    named = (part for part in parts if len(part) >= _SHORTEST_NAME)
    alone = any(lexicon.is_plain_name(part) and not _is_word(part) for part in named)
    return (index, index) if alone else None


def _given(words: Words, index: int) -> Bounds:
    """ "voornaam.achternaam" in an identifier, and "VOORNAAM ACHTERNAAM" in capitals."""
    if words.written[index].islower():
        if (last := _in_identifier(words, index)) is not None:
            return index, last
        marked = "_" in (words.gaps[index][-1:], words.gaps[index + 1][:1])
        if marked and len(words.lower[index]) > 3 and lexicon.is_plain_name(words.lower[index]):
            return index, index
        surname_first = index and _IN_IDENTIFIER.fullmatch(words.gaps[index])
        if surname_first and lexicon.is_plain_name(words.lower[index - 1]):
            plain = words.lower[index] in lexicon.plain_given_names()
            return (index - 1, index) if plain and words.written[index - 1].islower() else None
        return None
    following = index + 1
    if following >= len(words) or words.gaps[following] not in (" ", "-"):
        return None
    if not words.in_capitals(index) or not words.in_capitals(following):
        return None
    core = after_prefixes(words, following)
    name = words.lower[core]
    fits = name in lexicon.plain_surnames() and not _is_word(name)
    return (index, core) if fits and words.in_capitals(core) else None


def _in_identifier(words: Words, index: int) -> int | None:
    """Last word of a given name and a surname in small letters that a mark joins."""
    last = index + 1
    if last >= len(words) or not _IN_IDENTIFIER.fullmatch(words.gaps[last]):
        return None
    given, name = words.lower[index], words.lower[last]
    if lexicon.is_word(given) or len(given) < 3:
        return None
    if given not in lexicon.plain_given_names():
        known = len(name) >= _SHORTEST_NAME and lexicon.is_plain_name(name)
        unknown = not (_is_word(given) or given in lexicon.telling("in_file_names"))
        return last if known and unknown and given.isascii() else None
    known = name in lexicon.plain_surnames() or (len(name) > 3 and not _is_word(name))
    return last if known and name not in lexicon.no_names() else None


def _after_mark(words: Words, index: int) -> Bounds:
    """ "Voornaam_Achternaam": a surname that a mark joins to a word that no list has."""
    before = index - 1
    if before < 0 or not _IN_IDENTIFIER.fullmatch(words.gaps[index]):
        return None
    return (before, index) if _in_identifier(words, before) == index else None


def _acting(words: Words, index: int) -> Bounds:
    """ "toen Achternaam belde": what no author does."""
    before = index - 1
    if before < 1 or words.gaps[index] != " " or words.opens(before):
        return None
    return (before, before) if _may_be_name(words, before) else None


def _along(words: Words, index: int) -> Bounds:
    """ "Voornaam en ik", "ik en Achternaam"."""
    if index > 1 and words.lower[index - 1] == "en" and words.gaps[index] == " ":
        name = index - 2
        if _may_be_name(words, name) and words.gaps[name + 1] == " ":
            return name, name
    if words.lower[index + 1 : index + 2] == ["en"]:
        return _from(words, index + 2)
    return None


def _before_somebody(words: Words, index: int) -> Bounds:
    """ "beste Voornaam", "toen kwam Achternaam", "gesprek Achternaam", "die Achternaam"."""
    word = words.lower[index]
    if word in ("die", "zo'n") and not _unlisted(words, index + 1):
        return None
    bounds = _from(words, index + 1)
    if bounds is None or words.gaps[index + 1] not in (" ", "\n"):
        return None
    first, last = bounds
    known = words.lower[first] in lexicon.given_names() or words.lower[last] in lexicon.surnames()
    return bounds if known or _unlisted(words, first) else None


def _unlisted(words: Words, index: int) -> bool:
    return index < len(words) and _may_be_name(words, index) and len(words.written[index]) > 3


def _case(words: Words, index: int) -> Bounds:
    """ "de zaak-Achternaam", "het Achternaam-akkoord", "de methode Achternaam"."""
    for name, gap in ((index - 1, index), (index + 1, index + 1)):
        hyphen = 0 <= name < len(words) and gap < len(words) and words.gaps[gap] == "-"
        if hyphen and _may_be_name(words, name):
            return name, name
    return None


def _from(words: Words, at: int, gap: re.Pattern[str] = _SPACE) -> Bounds:
    """A name that begins at a word with a capital: prefixes, initials and all further words."""
    if at >= len(words):
        return None
    joined = gap.fullmatch(words.gaps[at]) or _LABELLED.fullmatch(words.gaps[at])
    if not joined:
        return None
    letters = initials(words, at)
    if letters is not None and words.joined_after_initial(letters + 1):
        last = surname(words, letters + 1)
        return None if last is None else (at, last)
    core = after_prefixes(words, at)
    prefixed = core > at and words.capital(at) and not words.opens(at)
    if not _may_be_name(words, core) and not (prefixed and _may_be_compound_name(words, core)):
        return None
    last = core
    if words.joined(last + 1) and (further := surname(words, last + 1)) is not None:
        last = further
    return at, last


def _may_be_name(words: Words, index: int) -> bool:
    """Whether a word with a capital is a listed name, or one that is neither word nor place."""
    word, written = words.lower[index], words.written[index]
    if len(word) < 3 or not written[0].isupper() or not written[1:].islower():
        return False
    if word in lexicon.no_names() or word in lexicon.telling("national"):
        return False
    if word in lexicon.telling("function_words") or word in lexicon.telling("speakers"):
        return False
    if lexicon.is_role(word) or word in lexicon.telling("abbreviations"):
        return False
    if word in lexicon.given_names() or word in lexicon.surnames():
        return not words.opens(index) or not _is_word(word) or word not in lexicon.ordinary()
    place = (word,) in lexicon.phrases().kinds or lexicon.inflected(word) is not None
    return not (place or _is_word(word) or ENDINGS_OF_FIELDS.search(word))


def _may_be_capitals(words: Words, index: int) -> bool:
    word = words.lower[index]
    return word in lexicon.given_names() or not (
        _is_word(word) or word in lexicon.telling("abbreviations")
    )


def _is_word(word: str) -> bool:
    return lexicon.is_word(word) or lexicon.is_compound(word)


_RULES = (
    (_NAMING, _naming),
    (_LABEL, _labelled),
    (_RELATION, _related),
    (_RELATION, _possessing),
    (_ROLE, _apposed),
    (_CONTACT, _contacted),
    (_CAMELS, _identifier),
    (_GIVEN, _given),
    (_ACTING, _acting),
    (_ALONG, _along),
    (_BEFORE, _before_somebody),
    (_CASE, _case),
    (_SURNAME, _after_mark),
)
