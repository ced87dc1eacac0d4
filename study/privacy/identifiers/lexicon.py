"""Names of people and places, from the lists in ``lists/``; each is read once."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from study import paths
from study.privacy.identifiers.folding import fold

WORD = re.compile(r"[^\W\d_]+")
BETWEEN = re.compile(r"([^\W\d_]+)")
"""To split a text at its words, and keep these."""

PREFIXES = frozenset(
    (
        *("van", "de", "der", "den", "het", "t", "ten", "ter", "te", "el", "al", "ben", "bin"),
        *("ait", "ould", "da", "dos", "von", "du", "le", "la", "di"),
    )
)
_INFLECTIONS = (
    *("se", "s", "er", "ers", "mer", "mers", "ens", "ense", "enaar", "enaars", "enaren", "naar"),
    *("aar", "aars", "aren", "der", "ders", "sche"),
)
_INFLECTIONS_AT_STEM = ("er", "ers", "s", "se")
_SHORTEST_INFLECTED = 5
_ARTICLES = frozenset(("de", "den", "het", "t"))

_LONG_VOWEL = re.compile(r"(?:aa|ee|oo|uu)[^aeiou]$")

_ENDINGS_OF_WORDS = frozenset(
    (
        *("s", "en", "n", "e", "er", "ers", "ste", "st", "t", "d", "de", "den", "te", "ten", "je"),
        *("jes", "tje", "tjes", "end", "ende", "lijk", "lijke", "loos", "loze", "baar", "bare"),
        *("isch", "ische", "heid", "heden", "ing", "ingen", "schap"),
    )
)
_BEGINNINGS_OF_WORDS = frozenset(
    (
        *("ge", "be", "ver", "ont", "her", "af", "aan", "op", "in", "uit", "over", "onder", "door"),
        *("om", "voor", "tegen", "mee", "na", "toe", "bij", "weg", "terug", "los", "vast"),
    )
)
_LONGEST_ENDING = 5
"""Letters of the longest of these endings and beginnings."""
_DIMINUTIVES = ("tje", "pje", "je", "ke", "ie")
_SHORTEST_STEM = 4
_SHORTEST_ROLE = 7
_SHORTEST_PLAIN = 5
_SHORTEST_WITH_ENDING = 7
_ENDS_OF_NOUNS = re.compile(
    r"(?:heid|teit|schap|zorg|handel|beleid|werk|hulp|recht|zaken|dienst|uitbuiting|bestrijding"
    r"|teiten|criminaliteit|isme|tie|ties|ment|keten|bureau|huis|team|wet|plan|raad|domein|punt"
    r"|centrum|kamer|overleg|aanpak|advies|nummer|opvang|ing|ingen|tion|ics|ity|ness|eren|eerd"
    r"|eerde|eert|lijk|lijke|isch|ische|iseren)$"
)

Key = tuple[str, ...]


@dataclass(frozen=True)
class Phrases:
    """Names of one or more words, each with its kind; ``pairs`` are the first two of several."""

    kinds: dict[Key, str]
    pairs: dict[Key, list[Key]]

    def at(self, words: list[str], index: int) -> Iterator[Key]:
        """The names that are written from a word on, the longest first."""
        for key in self.pairs.get(tuple(words[index : index + 2]), ()):
            if tuple(words[index : index + len(key)]) == key:
                yield key
        if (words[index],) in self.kinds:
            yield (words[index],)

    @cached_property
    def first_words(self) -> frozenset[str]:
        return frozenset(key[0] for key in self.kinds)


def words(name: str) -> Key:
    """The words of a name as they are compared: no capitals, accents or marks."""
    if name.isascii() and name.isalpha():
        return (name.lower(),)
    return tuple(word.lower() for word in WORD.findall(fold(name).text))


@cache
def given_names() -> frozenset[str]:
    """Given names of one word of the languages most spoken by people in these cases."""
    names = _lines("faker/voornamen.txt") + _lines("voornamen.txt")
    return frozenset(key[0] for key in map(words, names) if len(key) == 1 and len(key[0]) > 1)


@cache
def plain_given_names() -> frozenset[str]:
    """Given names that are nothing else."""
    return given_names() - ordinary() - no_names()


@cache
def is_given_name(word: str) -> bool:
    """Whether it is a given name, or with an "s" or "tje" behind one that is nothing else."""
    if word in given_names():
        return True
    genitive = word[-1] == "s" and len(word) > _SHORTEST_PLAIN and not is_word(word)
    if genitive and word[:-1] in plain_given_names():
        return True
    stems = (word.removesuffix(end) for end in _DIMINUTIVES if word.endswith(end))
    return any(len(stem) >= _SHORTEST_STEM and stem in plain_given_names() for stem in stems)


@cache
def is_plain_name(word: str) -> bool:
    """Whether it is a given name or a surname of five letters or more, and nothing else."""
    if len(word) < _SHORTEST_PLAIN or is_word(word):
        return False
    return word in plain_given_names() or word in plain_surnames()


@cache
def further_given_names() -> frozenset[str]:
    """Given names that may follow another one."""
    return given_names() - no_names()


@cache
def surnames() -> frozenset[str]:
    """The last word of every surname."""
    return frozenset(key[-1] for key in _surname_keys() if len(key[-1]) > 1)


@cache
def surnames_and_prefixes() -> frozenset[str]:
    """The words a surname is made of."""
    return surnames() | PREFIXES


@cache
def plain_surnames() -> frozenset[str]:
    """Surnames that are no word of policy."""
    return surnames() - no_names() - PREFIXES


@cache
def prefixed_surnames() -> frozenset[Key]:
    """Last prefix and last word of the surnames that have a prefix: ``("de", "naam")``."""
    return frozenset(
        key[-2:] for key in _surname_keys() if len(key) > 1 and key[-2] in PREFIXES
    ) - {("den", "haag"), ("de", "grote"), ("van", "engeland"), ("van", "holland")}


@cache
def ordinary() -> frozenset[str]:
    """Given names, surnames and places that are also words of Dutch or English."""
    return frozenset(_lines("gewone_woorden.txt"))


@cache
def no_names() -> frozenset[str]:
    """Words that policy texts write with a capital."""
    return frozenset(_lines("geen_namen.txt"))


@cache
def telling(group: str) -> frozenset[str]:
    """Words that tell what the name beside them is; the groups are those of telling.toml."""
    return frozenset(_telling_words()[group])


@cache
def is_role(word: str) -> bool:
    """Whether somebody is called so by what he does, also in a compound: "jeugdboa"."""
    return word in telling("roles") or word.endswith(_ends_of_roles())


@cache
def is_role_of_several(word: str) -> bool:
    """Whether it is such a word in the plural: "wethouders", "ambtenaren", "zussen", "bazen"."""
    if word in telling("courtesy_of_several"):
        return True
    stem = word.removesuffix("en")
    singular = [word.removesuffix("s"), stem, word.removesuffix("n")]
    if stem != word and len(stem) > _SHORTEST_STEM - 2:
        singular += [stem[:-1], stem[:-1] + stem[-2:]]
        hard = stem[:-1] + {"z": "s", "v": "f"}.get(stem[-1], stem[-1])
        singular += [hard, hard[:-1] + hard[-2:]]
    return any(each != word and is_role(each) for each in singular)


@cache
def _ends_of_roles() -> tuple[str, ...]:
    return (*sorted(role for role in telling("roles") if len(role) >= _SHORTEST_ROLE), "boa")


@cache
def telling_beginnings(group: str) -> tuple[str, ...]:
    """A group of telling.toml of which each is the beginning of longer words."""
    return tuple(_telling_words()[group])


@cache
def saying_pairs() -> dict[str, frozenset[str]]:
    """Verbs that are of saying only with another word behind them: "gaf ... aan"."""
    pairs: dict[str, set[str]] = defaultdict(set)
    for pair in _telling_words()["saying_pairs"]:
        verb, _, rest = pair.partition(" ")
        pairs[verb].add(rest)
    return {verb: frozenset(rest) for verb, rest in pairs.items()}


@cache
def dutch_words() -> frozenset[str]:
    """Words of Dutch of three to twelve letters that no rule makes out of another one."""
    return frozenset(_lines("opentaal/woorden.txt"))


@cache
def is_listed_word(word: str) -> bool:
    """Whether the list of Dutch words has it, as it is or in the plural."""
    return word in dutch_words() or word.removesuffix("en") in dutch_words()


@cache
def is_word(word: str) -> bool:
    """Whether it is a word of Dutch, also with a prefix or an ending; no compound of two."""
    if _is_listed(word) or (len(word) > _SHORTEST_WITH_ENDING and _ENDS_OF_NOUNS.search(word)):
        return True
    return any(map(is_word, _stems(word)))


@cache
def is_formed(word: str) -> bool:
    """Whether the lists have it or its stem: "regelingen", and not "hesseling" for its ending."""
    return _is_listed(word) or any(map(is_formed, _stems(word)))


def _is_listed(word: str) -> bool:
    return word in dutch_words() or word in ordinary() or word in no_names()


def _stems(word: str) -> Iterator[str]:
    """What is left of a word without an ending or a beginning of words."""
    for cut in range(1, min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM) + 1):
        if word[-cut:] in _ENDINGS_OF_WORDS:
            yield word[:-cut]
        if word[:cut] in _BEGINNINGS_OF_WORDS:
            yield word[cut:]


@cache
def is_compound(word: str) -> bool:
    """Whether it is made of two words of Dutch, with an "s" between them or not."""
    return any(
        is_word(word[cut:])
        and (is_word(word[:cut]) or (word[:cut][-1] == "s" and is_word(word[: cut - 1])))
        for cut in range(_SHORTEST_STEM, len(word) - _SHORTEST_STEM + 1)
    )


@cache
def inflected(word: str) -> str | None:
    """The kind of the municipality or place of one word of which this is a form, and nothing else.

    With an ending for what or who comes from there; the last letters of the name may be lacking.
    """
    names = _inflecting()
    if word in ordinary() or word in no_names():
        return None
    for ending in _INFLECTIONS:
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        kind = names.get(stem)
        if kind and word not in names and stem not in ordinary() and stem not in no_names():
            return kind
        if ending in _INFLECTIONS_AT_STEM and len(stem) >= _SHORTEST_STEM:
            doubled = stem[:-1] + stem[-2:]
            long = names.get(doubled) if _LONG_VOWEL.search(doubled) else None
            kind = names.get(f"{stem}en") or long
            if kind and not (is_formed(word) or is_compound(word)):
                return kind
    return None


@cache
def _inflecting() -> dict[str, str]:
    """Municipalities and places that have forms, by their one word but for an article."""
    return {
        key[-1]: kind
        for key, kind in phrases().kinds.items()
        if (len(key) == 1 and len(key[0]) >= _SHORTEST_INFLECTED and kind != "organisation")
        or (kind == "municipality" and len(key[1:]) == 1 and key[0] in _ARTICLES)
    }


@cache
def phrases() -> Phrases:
    """Municipalities, other places and regional organisations."""
    kinds: dict[Key, str] = {}
    for kind, names in (
        ("place", _dutch_places()),
        ("place", _lines("plaatsen.txt")),
        ("place", _lines("wijken.txt")),
        ("organisation", _lines("organisaties.txt")),
        ("municipality", _lines("gemeenten.txt")),
    ):
        keys = {key for name in names if (key := words(re.sub(r"\(.*", "", name)))}
        keys |= {_in_short(key) for key in keys if "aan" in key[1:-1]}
        kinds |= dict.fromkeys(keys, kind)
    pairs: dict[Key, list[Key]] = defaultdict(list)
    for key in sorted(kinds, key=len, reverse=True):
        if len(key) > 1:
            pairs[key[:2]].append(key)
    return Phrases(kinds, dict(pairs))


def _in_short(key: Key) -> Key:
    """ "krimpen a/d ijssel"."""
    at = key.index("aan", 1)
    return (*key[:at], "a", key[at + 1][0], *key[at + 2 :])


def _dutch_places() -> list[str]:
    """Without hamlets called "Nederland" or "Handel"."""
    return [name for name in _lines("faker/plaatsen.txt") if name.lower() not in no_names()]


@cache
def _telling_words() -> dict[str, list[str]]:
    return tomllib.loads((paths.LEXICON / "telling.toml").read_text(encoding="utf-8"))


@cache
def _surname_keys() -> tuple[Key, ...]:
    names = _lines("faker/achternamen.txt") + _lines("achternamen.txt")
    return tuple(key for key in map(words, names) if key)


def _lines(file: str) -> list[str]:
    text = (paths.LEXICON / file).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]
