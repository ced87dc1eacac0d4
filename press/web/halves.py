"""The other halves of a page: the same page in the other languages of the book."""

from dataclasses import dataclass
from urllib.parse import urljoin

from babel import Locale
from sphinx.application import Sphinx

from study.language import spoken


@dataclass(frozen=True)
class Half:
    """A page in another language: its name in that language, and where it is."""

    language: str
    name: str
    address: str


def of_page(app: Sphinx, pagename: str, root: str) -> list[Half]:
    """The other halves of a page; ``root`` leads from it to the front of its edition."""
    here = spoken.spoken()
    up = root if here == spoken.EDITIONS[0] else f"{root}../"
    page = app.builder.get_target_uri(pagename)
    return [
        Half(
            language,
            Locale.parse(language).get_display_name().capitalize(),
            f"{up}{folder(language)}{page}",
        )
        for language in app.config.press_editions
        if language != here
    ]


def alternates(app: Sphinx, pagename: str) -> list[tuple[str, str]]:
    """Language and full address of a page in all languages; nothing if the book has no address."""
    if not app.config.html_baseurl or len(app.config.press_editions) < 2:
        return []
    base = app.config.html_baseurl.removesuffix(folder(spoken.spoken()))
    page = app.builder.get_target_uri(pagename)
    return [(each, urljoin(base, f"{folder(each)}{page}")) for each in app.config.press_editions]


def folder(language: str) -> str:
    """Where an edition is below the front of the book, as the start of addresses in it."""
    return "" if language == spoken.EDITIONS[0] else f"{language}/"
