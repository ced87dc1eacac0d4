"""Everything in a private project that names somebody or something."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from study.privacy.identifiers import lexicon
from study.privacy.identifiers.folding import fold, with_umlauts_written_out
from study.privacy.identifiers.private_names import is_of_one_case
from study.private.project import Project
from study.study_file import STUDY

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_LINK = r"(?:[a-z]{2,4}|['’]t|v\.\s?d\.|v\.|v/d)"
_NAME_AFTER = re.compile(rf"(?: (?:{_LINK} ){{0,3}}[A-Z][\w'’-]+)+")
_SENTENCE_START = re.compile(
    r"(?:^|[.!?:;\n\r\"“”‘(\[–\u2026\u2190-\u2bff\U0001f000-\U0001faff\ufe0f-])\s*\Z"
)
"""Also behind a sign that is a picture, with which people end a sentence."""
_SPEAKER = re.compile(r"^[ \t]*([^\W\da-z_][^:\uff1a\n]{1,40})[:\uff1a]", re.MULTILINE)
_PART = re.compile(r"IJ[a-z]+|[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{32}")
_MARKS = r"\u0300-\u036f\u0590-\u109f\u1700-\u1ceb"
_OTHER_LETTERS = re.compile(rf"(?:(?![A-Za-z\u00aa-\u024f\u1e00-\u1eff])[^\W\d_][{_MARKS}]*)+")
"""A word in other than Latin letters, with the marks of its vowels."""
_DOUBLED = re.compile(r"\b([A-Z][a-z]+)-([A-Z][a-z]+)")
"""A given name of two, of which the second may be a word besides: "Voornaam-Woord"."""
_CALLED = re.compile(
    r"(?i:stichting|vereniging|st\.|cooperatie|huize|bureau|restaurant|cafe|hotel|salon)"
    r" ([A-Z][a-z]{4,})"
)
"""An organisation that is called by one word, which may be an ordinary one."""
_LABEL = re.compile(r"\b[A-Z]{2,5}[-_]?\d{1,4}\b")
"""How interviews are numbered: some capitals and a number."""
_NUMBER = re.compile(r"[a-z]?[\W_]?\d{1,2}(?:\.\w{2,5})?")
"""What names nobody and stands in any text: an input called ``s-0``, ``x1`` or ``3.csv``."""
_SIGNS = re.compile(r"[\u4e00-\u9fff\uac00-\ud7a3]{3,4}")
"""Three or four signs of Chinese or Korean, as a whole name has."""
_OF_STUDY = frozenset(
    word
    for named in (*STUDY.roles, STUDY.place)
    for words in named.words.values()
    for word in words.lower().split()
)
"""What the study itself calls groups and places: an interview may be called after its group."""
_SHORTEST = 3
_SHORTEST_UNKNOWN = 4
_SHORTEST_ENDING = 5


def names_in(project: Project, places: Collection[str] = ()) -> list[str]:
    """Names of a project and of the places that its mapping names, whole and in parts.

    Names of sources, cases, coders, files and speakers as they are, and their parts: what is left
    between underscores, hyphens, figures and capitals, but for what any file is called; values of
    variables that look like names; and from the texts the capitalised words within sentences,
    alone and in a row, the words with an @ and the long numbers. A word that the texts also have
    in lower case names nothing, unless a source is called so and the lists have it as a name.
    """
    texts = list(project.sources["text"].dropna())
    own = {
        *(name for name in (project.name, *project.names) if not _is_of_words(name)),
        *project.sources["name"].dropna(),
        *project.cases["name"].dropna(),
        *project.coders["name"].dropna(),
    }
    speakers = {speaker for text in texts for speaker in _SPEAKER.findall(text)}
    found, within, lower = _in_texts(texts)
    values = project.variables["value"].dropna().drop_duplicates()
    found |= {
        text.strip()
        for text in own
        if (len(text.strip()) >= _SHORTEST and _tells(text)) or is_of_one_case(text)
    }
    found |= {
        word
        for word in within
        if word.lower() not in lower | _naming_nobody() and not _is_lettered_word(word)
    }
    whole = {*own, project.name, *project.names, *speakers, *places}
    found |= {*places, *_parts(whole | set(map(with_umlauts_written_out, whole)), lower)}
    found |= set(_parts_in_other_letters(whole))
    found |= {label for name in own for label in _LABEL.findall(name)}
    found |= {v for v in values if v[:1].isupper() and v.lower() not in lower and _is_name(v)}
    return sorted(found)


def _in_texts(texts: Iterable[str]) -> tuple[set[str], set[str], set[str]]:
    """From interviews: what names something, single words that may, and those in lower case."""
    found, within, lower = set(), set(), set()
    for text in texts:
        for match in _WORD.finditer(text):
            word = match[0]
            if word[0].isupper():
                run = _NAME_AFTER.match(text, match.end())
                before = text[max(0, match.start() - 3) : match.start()]
                if len(word) < _SHORTEST or (
                    _SENTENCE_START.search(before) and not _opens_as_name(word)
                ):
                    continue
                # Of "Stichting De Naam" the first word tells nothing; of "Naam de Naam" it does.
                if run:
                    found.add(f"{word}{run[0]}")
                if not run or word.lower() in lexicon.given_names():
                    within.add(word)
            elif word[0].islower():
                lower.add(word)
            elif len(word) > 4 and any(c.isdigit() for c in word):
                found.add(word)
        found |= set(re.findall(r"\S*@\S+", text))
    return found, within, lower


def _is_lettered_word(word: str) -> bool:
    """Whether it is a letter with a word in small letters that names nobody: "T-splitsing"."""
    letter, hyphen, rest = word.partition("-")
    return bool(hyphen) and len(letter) == 1 and rest.islower() and not _is_listed(rest)


def _opens_as_name(word: str) -> bool:
    """Whether a capital at the start of a sentence is that of a name of the lists."""
    return _is_listed(word.lower()) and not lexicon.is_word(word.lower())


def _parts(names: Iterable[str], lower: set[str]) -> Iterator[str]:
    """Names within the names of files and the like: "Achternaam" of "int03-achternaam.docx"."""
    for name in names:
        if (called := _CALLED.fullmatch(name)) and called[1].lower() not in lower:
            yield called[1]
        doubled = {
            second.lower()
            for first, second in _DOUBLED.findall(fold(name).text)
            if first.lower() in lexicon.given_names() and second.lower() not in lower
        }
        parts = _PART.findall(_GUID.sub(" ", fold(name).text))
        for before, part in zip(["", *parts], parts, strict=False):
            word = part.lower()
            if len(word) < _SHORTEST or word in _naming_nobody() or word in lexicon.PREFIXES:
                continue
            if (
                _is_listed(word)
                or word in doubled
                or (_is_only_formed(word) and before.lower() in lexicon.given_names())
                or (
                    len(word) >= _SHORTEST_UNKNOWN
                    and not (
                        word in lower
                        or lexicon.is_word(word)
                        or word.endswith(_ends_of_general_words())
                    )
                )
            ):
                yield word.capitalize()


def _parts_in_other_letters(names: Iterable[str]) -> Iterator[str]:
    """Names in other than Latin letters within names of files and the like, word by word.

    Of a Chinese, Japanese or Korean name that is written as one word, also what is left of it when
    its first one or two signs are the family's.
    """
    for name in names:
        for part in _OTHER_LETTERS.findall(unicodedata.normalize("NFC", name)):
            if is_of_one_case(part) or len(part) >= _SHORTEST:
                yield part
            if _SIGNS.fullmatch(part):
                yield from (part[:2], part[2:]) if len(part) > _SHORTEST else (part[1:],)


def _tells(name: str) -> bool:
    """Whether there is more in a name than what any file is called ("project.qde")."""
    if _NUMBER.fullmatch(name.strip()):
        return False
    parts = [part.lower() for part in _PART.findall(fold(name).text)]
    return (
        any(map(str.isdigit, name))
        or not fold(name).text.isascii()
        or not _naming_nobody().issuperset(parts)
    )


def _is_of_words(name: str) -> bool:
    """Whether a file is called by ordinary words ("hand.csv"), which stand in any text."""
    stem = name.rpartition(".")[0] or name
    words = [part.lower() for part in _PART.findall(fold(stem).text)]
    return stem.isascii() and all(
        word in _naming_nobody() or (lexicon.is_word(word) and not _is_listed(word))
        for word in words
    )


def _is_name(value: str) -> bool:
    """Whether the value of a variable is more than a group ("Ambtenaren") or a word ("Vrouw")."""
    word = value.lower()
    a_word = lexicon.is_formed(word) and not _is_listed(word)
    return len(value) >= _SHORTEST and _tells(value) and not a_word


def _is_only_formed(word: str) -> bool:
    """Whether only its ending makes it a word of Dutch: so may that of a surname ("bakkering")."""
    return lexicon.is_word(word) and not lexicon.is_listed_word(word)


def _is_listed(word: str) -> bool:
    """Whether a word in small letters is a name of the lists."""
    return (
        word in lexicon.given_names()
        or word in lexicon.surnames()
        or (word,) in lexicon.phrases().kinds
    )


def _naming_nobody() -> frozenset[str]:
    return lexicon.no_names() | lexicon.telling("in_file_names") | _OF_STUDY


def _ends_of_general_words() -> tuple[str, ...]:
    """Ends of compounds that name nobody: "ketenregisseur", "interviewverslag"."""
    words = lexicon.telling("in_file_names") | lexicon.telling("roles")
    return tuple(sorted(word for word in words if len(word) >= _SHORTEST_ENDING))
