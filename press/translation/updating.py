"""New catalogues from the pages as they are now: ``make messages``."""

import io
from collections.abc import Callable

from babel.messages import pofile
from babel.messages.catalog import Catalog
from sphinx_external_toc.parsing import parse_toc_yaml

from press import places
from press.build import citation_file
from press.translation import catalogue, translating
from press.translation.messages import Message
from study import files, paths
from study.language import spoken

_WIDTH = 100
_HEADER = """\
# Translations of a page. Its messages come from the page itself: make messages takes them over, and
# marks as fuzzy what has to be looked at again."""


def update(tell: Callable[[str], None]) -> None:
    """Take over all messages into the catalogues of all languages, and say what is to be done.

    Raises:
        Unreadable: a catalogue is none; nothing was written then.
    """
    citation = citation_file.read(places.CITATION)
    site_map = parse_toc_yaml(paths.ROOT / "_toc.yml")
    texts = dict(translating.all_messages(citation, site_map))
    for language in spoken.TRANSLATED:
        made = {name: updated(language, name, found) for name, found in texts.items()}
        for name, content in made.items():
            place = catalogue.place(language, name)
            if not place.exists() or place.read_text(encoding="utf-8") != content:
                files.write(place, content)
                tell(f"Wrote {place.relative_to(paths.ROOT).as_posix()}")
        left = translating.problems(citation, site_map, language)
        for line in left:
            tell(line)
        tell(f"{language}: {len(left)} to do" if left else f"{language}: all is translated")


def updated(language: str, name: str, messages: list[Message]) -> str:
    """The catalogue of that name with these messages, as text."""
    place = catalogue.place(language, name)
    template = Catalog(fuzzy=False)
    for message in messages:
        template.add(message.text)
    known = catalogue.read(place) if place.exists() else Catalog(locale=language)
    known.update(template)
    for message in known:
        message.flags -= {"python-format", "python-brace-format"}  # roles look like them to Babel
    written = io.BytesIO()
    pofile.write_po(
        written, known, _WIDTH, no_location=True, omit_header=True, ignore_obsolete=True
    )
    body = written.getvalue().decode("utf-8").strip("\n")
    header = (
        f'{_HEADER}\nmsgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
    )
    return f"{header}\n{body}\n"
