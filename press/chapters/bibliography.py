"""Citations and list of literature in Dutch, author and year.

Works that would be cited alike are told apart as in the APA's Publication Manual (7th edition,
8.19 and 8.20): people by their initials, works of one year by a letter.

The list says of every record how far it was checked, from the field ``keywords`` of the record:
``memory`` for a record nobody looked up, ``memory-doi`` for details nobody looked up.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from string import ascii_lowercase

import pybtex.plugin
import sphinxcontrib.bibtex.plugin
from babel import Locale
from docutils import nodes
from pybtex.backends.plaintext import Backend
from pybtex.database import Entry, Person
from pybtex.richtext import BaseText, HRef, Tag, Text
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels import BaseLabelStyle
from pybtex.style.names import BaseNameStyle
from pybtex.style.names.lastfirst import NameStyle
from pybtex.style.sorting import BaseSortingStyle
from pybtex_docutils import Backend as Doctree
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.style.referencing import BracketStyle, PersonStyle
from sphinxcontrib.bibtex.style.referencing.author_year import AuthorYearReferenceStyle

from press import labels
from press.chapters.nodes import LANGUAGE_CLASS
from press.translation import translating
from study.language import spoken

NAME = "nederlands"
_FIRST = re.compile(r"^\{*[a-z]")
"""Where a name begins, also one that BibTeX is to take for one word: "{van Naam}"."""
UNCHECKED = {"memory": "unchecked", "memory-doi": "unchecked_details"}
"""Marks in a record's ``keywords``, with the label of what the list says of it."""


UNDATED = "z.d."
"""What a record has in the place of a year that is not known."""

LANGUAGES = {"dutch": "nl", "english": "en"}
"""What the field ``langid`` of a record says, as a code of ISO 639-1."""


def tell_apart(works: Iterable[Entry]) -> None:
    """Change works that would be cited alike: letters behind years, initials before names."""
    works = list(works)
    first: dict[str, list[Person]] = defaultdict(list)
    for work in works:
        for person in _cited(work)[:1]:
            first[_last(person)].append(person)
    for people in first.values():
        if len({_initials(person) for person in people}) > 1:
            for person in people:
                person.namesake = True
    alike: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for work in works:
        alike[_shown(work), work.fields["year"]].append(work)
    for (_, year), same in alike.items():
        if len(same) > 1:
            dash = "" if year[-1:].isdigit() else "-"
            in_order = sorted(same, key=lambda work: (work.fields["title"].lower(), work.key))
            for letter, work in zip(ascii_lowercase, in_order, strict=False):
                work.fields["year"] = f"{year}{dash}{letter}"


def _cited(work: Entry) -> list[Person]:
    return work.persons.get("author", []) or work.persons.get("editor", [])


def _shown(work: Entry) -> str:
    """What a citation says before the year."""
    people = _cited(work)
    names = [_citation_name(person) for person in people]
    if not names:
        return work.fields["title"]
    return " & ".join(names) if len(names) < 3 else f"{names[0]} &c"


def _last(person: Person) -> str:
    return " ".join(person.prelast_names + person.last_names)


def _initials(person: Person) -> str:
    names = person.first_names + person.middle_names
    return "".join(f"{str(_text(name))[0]}." for name in names)


def _citation_name(person: Person) -> str:
    """The last name, with initials where the first author of another work has it too."""
    last = _last(person)
    if getattr(person, "namesake", False) and (initials := _initials(person)):
        return f"{initials} {last}"
    return _alone(person)


def _alone(person: Person) -> str:
    """The last name as it is written without anything before it: "Van Naam", of A. van Naam."""
    last = _last(person)
    return _FIRST.sub(lambda sign: sign[0].upper(), last) if person.first_names else last


class CitationName(BaseNameStyle):
    """How a person is named in a citation."""

    def format(self, person, abbr=False):
        """See the base class."""
        return _text(_citation_name(person))


class Labels(BaseLabelStyle):
    """Labels the citations do not show, but that are stable and tell the works apart."""

    def format_labels(self, sorted_entries):
        """The keys of the works themselves."""
        return (entry.key for entry in sorted_entries)


class Order(BaseSortingStyle):
    """One alphabet of people, organisations and titles; "van Naam" stands at the N."""

    def sorting_key(self, entry):
        """See the base class."""
        people = [_person_key(person) for person in _cited(entry)]
        who = " ".join(people) or _key(str(_latex(entry, "title")))
        return who, entry.fields["year"], _key(str(_latex(entry, "title")))


def _person_key(person: Person) -> str:
    _, last = _split(person)
    return _key(f"{last} {_initials(person)}")


def _key(words: str) -> str:
    """As an alphabet has it: without capitals, accents and what is no letter or digit."""
    plain = unicodedata.normalize("NFKD", words).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign == " ").strip()


def letter(work: nodes.citation) -> str:
    """Below which letter of the alphabet a work stands: "van Naam" below the N."""
    said = work.children[-1].astext()
    capital = next((sign for sign in said if sign.isupper() or sign.isdigit()), said[:1])
    return unicodedata.normalize("NFKD", capital)[0].upper()


def begins_letter(work: nodes.citation) -> bool:
    """Whether a work is the first of its letter in the list."""
    before = work.previous_sibling()
    return not isinstance(before, nodes.citation) or letter(before) != letter(work)


def place_of(name: str) -> str:
    """The anchor of a letter, in the list of literature and in the index."""
    return f"letter-{name.lower()}"


class Style(BaseStyle):
    """One work as: author (year). Title. Where it appeared. What was not checked. Address."""

    # Classes and not names: pybtex would look for a name in all installed packages, each time.
    default_name_style = NameStyle
    default_label_style = Labels
    default_sorting_style = Order

    def format_entry(self, label, entry, bib_data=None):
        """See the base class."""
        from pybtex.style import FormattedEntry

        return FormattedEntry(entry.key, _work(entry), label)


def begins_with(entry: Entry) -> str:
    """The name that a work stands under in the list of literature."""
    people = _authors(entry)
    return str(_text(_alone(people[0]))) if people else str(_latex(entry, "title"))


def short(entry: Entry) -> str:
    """A work as a citation in plain text, for where there is no list of literature: who, year."""
    people = [_text(_alone(each)) for each in _authors(entry)]
    names = str(people[0]) if people else str(_latex(entry, "title"))
    if len(people) == 2:
        names += f"{_and()}{people[1]}"
    elif len(people) > 2:
        names += f" {_word('others')}"
    return f"{names}, {entry.fields['year']}"


def _authors(entry: Entry) -> list[Person]:
    return entry.persons.get("author", []) or entry.persons.get("editor", [])


def _work(entry: Entry) -> Text:
    who = _people(entry.persons.get("author", [])) or _people(entry.persons.get("editor", []))
    if not entry.persons.get("author") and who:
        who = Text(who, f" {_word('editors')}")
    year = entry.fields["year"]
    inside = {"journal", "booktitle"} & set(entry.fields)  # then that is in italics
    title = Tag(f"{'in' if inside else 'em'}{_language(entry)}", _latex(entry, "title"))
    lead = Text(who, f" ({year}). ", _ended(title)) if who else Text(title, f" ({year}). ")
    parts = [lead, _place(entry), _note(entry)]
    marks = _marks(entry)
    parts += [Text(_word(label), " ") for mark, label in UNCHECKED.items() if mark in marks]
    if "doi" in entry.fields:
        address = f"https://doi.org/{entry.fields['doi']}"
        parts.append(HRef(address, f"doi:{entry.fields['doi']}"))
    elif "url" in entry.fields:
        parts.append(HRef(entry.fields["url"], _shown_address(entry.fields["url"])))
    return Text(*parts)


def _ended(words: BaseText) -> Text:
    """Words with a full stop behind them, unless they end with a sign of their own."""
    return Text(words, " " if str(words).endswith(("?", "!", ".")) else ". ")


def _place(entry: Entry) -> Text:
    """Journal, book, series or publisher, as far as the record has them.

    Who published its own work is named once, as who wrote it.
    """
    pieces: list[Text | str] = []
    writers = str(_people(_authors(entry)))
    if "journal" in entry.fields:
        volume = entry.fields.get("volume", "")
        number = f"({entry.fields['number']})" if "number" in entry.fields else ""
        journal = Tag(f"em{_language(entry)}", _latex(entry, "journal"))
        pieces.append(Text(journal, f" {volume}{number}".rstrip()))
    if "booktitle" in entry.fields:
        editors = _people(entry.persons.get("editor", []))
        inside = [editors, f" {_word('editors')}, "] if editors else []
        book = Tag(f"em{_language(entry)}", _latex(entry, "booktitle"))
        pieces.append(Text(f"{_word('in')} ", *inside, book))
    if "pages" in entry.fields:
        pieces.append(f"{_word('pages')} " + entry.fields["pages"].replace("--", "–"))
    for name in ("type", "edition", "howpublished", "school", "institution", "publisher"):
        if name in entry.fields and str(_latex(entry, name)) != writers:
            number = entry.fields[name]
            if name == "edition" and number.isdigit():
                form = Locale.parse(spoken.spoken()).ordinal_form(int(number))
                pieces.append(_word(f"edition_{form}").format(n=number))
            else:
                pieces.append(Tag(f"in{_language(entry)}", _latex(entry, name)))
    return _ended(Text(", ").join(pieces)) if pieces else Text("")


def _note(entry: Entry) -> Text:
    """What the makers of the book say of a work, in their words."""
    if "note" not in entry.fields:
        return Text("")
    return _ended(_text(translating.of_references(entry.fields["note"])))


def _language(entry: Entry) -> str:
    """The end of a tag for words in the language of a work, if the page is in another one."""
    language = LANGUAGES.get(entry.fields.get("langid", ""), "")
    return f"-{language}" if language not in ("", spoken.spoken()) else ""


def _marks(entry: Entry) -> set[str]:
    return {mark.strip() for mark in entry.fields.get("keywords", "").split(",")}


def _latex(entry: Entry, name: str) -> Text:
    return _text(entry.fields[name])


@cache
def _text(latex: str) -> Text:
    return Text.from_latex(latex)


def _people(people: list[Person]) -> Text:
    names = [_name(person) for person in people]
    if len(names) < 2:
        return names[0] if names else Text("")
    return Text(Text(", ").join(names[:-1]), _and(), names[-1])


def _name(person: Person) -> Text:
    before, last = _split(person)
    behind = " ".join(filter(None, [_initials(person), before]))
    return Text(last, f", {behind}") if behind else Text(last)


def _split(person: Person) -> tuple[str, str]:
    """The prefix of a last name, such as "van", and the name itself."""
    words = str(_text(_last(person))).split()
    many = next((n for n, word in enumerate(words) if not word[:1].islower()), 0)
    if not person.first_names:
        many = 0  # an organisation, or one word
    return " ".join(words[:many]), " ".join(words[many:])


def _shown_address(url: str) -> str:
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _word(name: str) -> str:
    return labels.text(f"bibliography.{name}")


def _and() -> str:
    return f" {_word('and')} "


def _round() -> BracketStyle:
    return BracketStyle(left="(", right=")", sep="; ", sep2="; ", last_sep="; ")


@dataclass
class ReferenceStyle(AuthorYearReferenceStyle):
    """(Kingdon, 1984) and Kingdon (1984), with Dutch words between names."""

    bracket_parenthetical: BracketStyle = field(default_factory=_round)
    bracket_textual: BracketStyle = field(default_factory=_round)
    bracket_author: BracketStyle = field(default_factory=_round)
    bracket_label: BracketStyle = field(default_factory=_round)
    bracket_year: BracketStyle = field(default_factory=_round)
    person: PersonStyle = field(
        default_factory=lambda: PersonStyle(
            style=NAME,
            sep=", ",
            sep2=_and(),
            last_sep=_and(),
            other=f" {_word('others')}",
            abbreviate=False,
        )
    )


def language_classes(work: Entry | None) -> list[str]:
    """The class for the title of a work in another language than the page; empty if it is not."""
    ending = _language(work) if work is not None else ""
    return [f"{LANGUAGE_CLASS}{ending[1:]}"] if ending else []


def works(env: BuildEnvironment) -> Mapping[str, Entry]:
    """All works of the bibliography by key, as sphinxcontrib-bibtex has read them."""
    return env.get_domain("cite").bibdata.data.entries  # type: ignore[attr-defined]


def register(app: Sphinx) -> None:
    """Make both styles known under one name, so that ``_config.yml`` can ask for them."""
    pybtex.plugin.register_plugin("pybtex.style.formatting", NAME, Style)
    sphinxcontrib.bibtex.plugin.register_plugin(
        "sphinxcontrib.bibtex.style.referencing", NAME, ReferenceStyle
    )
    pybtex.plugin.register_plugin("pybtex.style.names", NAME, CitationName)
    app.connect("builder-inited", _tell_apart)
    Doctree.tags["in"] = nodes.inline
    for language in LANGUAGES.values():
        classes = [f"{LANGUAGE_CLASS}{language}"]
        Doctree.tags[f"em-{language}"] = partial(nodes.emphasis, classes=classes)
        Doctree.tags[f"in-{language}"] = partial(nodes.inline, classes=classes)
    # Registered beforehand, because pybtex otherwise searches all installed packages for it at
    # every citation.
    pybtex.plugin.register_plugin("pybtex.backends", "plaintext", Backend, force=True)


def _tell_apart(app: Sphinx) -> None:
    entries = app.env.get_domain("cite").bibdata.data.entries.values()
    for work in entries:
        if work.fields["year"].startswith(UNDATED):
            year = work.fields["year"]
            work.fields["year"] = year.replace(UNDATED, _word("undated"))
    tell_apart(entries)
