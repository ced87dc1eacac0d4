"""A hint is missing only where nothing is: held against every identifier that the tests plant."""

import base64
import codecs
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study import paths
from study.privacy import identifiers
from study.privacy.identifiers.folding import fold
from study.screening import hints
from study.screening.strictness import CODE

PLANTED = sorted((paths.ROOT / "tests" / "study" / "privacy").glob("planted*.toml"))


def planted() -> list[tuple[str, str]]:
    """Kind and sentence of all that is planted and leads to one person."""
    found = []
    for path in PLANTED:
        for kind, section in tomllib.loads(Path(path).read_text(encoding="utf-8")).items():
            if "finds" in section:
                texts = [re.sub(r"[{}]", "", text) for text in section["sentences"]]
                found += [(each, text) for each in section["finds"] for text in texts]
                continue
            values = [(sentence, value) for sentence, of in section.items() for value in of]
            found += [(kind, text.replace("{}", value)) for text, value in values]
            found += [(kind, value) for _, value in values]
    return [(kind, text) for kind, text in found if kind in CODE.kinds - {"known name"}]


OF_A_KIND: dict[str, list[str]] = {}
for each_kind, each_text in planted():
    OF_A_KIND.setdefault(each_kind, []).append(each_text)


@pytest.mark.parametrize("kind", OF_A_KIND)
def test_what_leads_to_one_person_has_a_hint(kind):
    found = [
        text for text in OF_A_KIND[kind] if any(f.kind == kind for f in identifiers.find(text))
    ]
    assert found
    assert [text for text in found if not hints.direct(hints.plain(text))] == []


def test_there_are_hints_to_test():
    assert len(OF_A_KIND) >= len(CODE.kinds) - 1


NAMES = ["Wenqa Kattenbroek", "Anna van der Plas-de Wit", "G03 Kattenbroek", "G47", "Bos", "Ö"]
KNOWN = identifiers.Names(NAMES)
HINTS = hints.NameHints(NAMES, KNOWN)


@given(
    st.sampled_from(NAMES),
    st.sampled_from([str.lower, str.upper, str.title, str]),
    st.sampled_from(["", " ", "-", "_", ". ", "\n"]),
    st.sampled_from(["", "zei ", "vraag'", "0"]),
    st.booleans(),
)
def test_every_form_in_which_a_name_is_found_has_a_hint(name, case, gap, before, initial):
    first, _, rest = name.partition(" ")
    written = f"{first[0]}{gap}{rest}" if initial and rest else name.replace(" ", gap)
    text = f"{before}{case(written)}, dus"
    if any(finding.kind == "known name" for finding in identifiers.find(text, KNOWN)):
        assert HINTS.may_name(text)


def figures_for_letters(name: str) -> str:
    return name.lower().replace("o", "0").replace("e", "3").capitalize()


DISGUISES = {
    "backwards": lambda name: name[::-1],
    "shifted": lambda name: codecs.encode(name, "rot13"),
    "letter by letter": " ".join,
    "letters with points": ".".join,
    "with a hyphen": lambda name: f"{name[:5]}-{name[5:]}",
    "with a space": lambda name: f"{name[:6]} {name[6:]}",
    "over the end of a line": lambda name: f"{name[:5]}-\n{name[5:]}",
    "with figures": figures_for_letters,
    "in base64": lambda name: base64.b64encode(name.encode()).decode(),
    "in base32": lambda name: base64.b32encode(name.encode()).decode(),
    "in hexadecimal": lambda name: name.encode().hex(),
    "quoted-printable": lambda name: f"={ord(name[0]):02X}{name[1:]}",
    "partly bold": lambda name: f"*{name[0]}*{name[1:]}",
    "with a comment": lambda name: f"{name[:4]}<!-- -->{name[4:]}",
    "that may break": lambda name: f"{name[:4]}<wbr>{name[4:]}",
    "other spelling": lambda name: name.replace("ij", "y"),
    "inflected": lambda name: f"{name}se",
    "inflected, with less": lambda name: f"{name.removesuffix('e')}se",
}


@pytest.mark.parametrize("disguise", DISGUISES)
@pytest.mark.parametrize("name", ["Blandinqa", "Wagenbroeke", "Ruijgrokke"])
def test_a_name_in_disguise_is_found_and_has_a_hint(name, disguise):
    text = f"Dat zei {DISGUISES[disguise](name)}, en meer niet."
    known = identifiers.Names([name])
    assert any(finding.kind == "known name" for finding in identifiers.find(text, known))
    assert hints.NameHints([name], known).may_name(text)


@given(st.lists(st.sampled_from([text for _, text in planted()]) | st.text(max_size=9)))
def test_lines_are_told_apart_as_one_by_one(lines):
    text = "\n".join(lines)
    numbers = hints.lines_with_a_hint(text)
    wanted = [n for n, x in enumerate(text.split("\n")) if hints.direct(hints.plain(x))]
    assert set(wanted) <= set(numbers) <= set(range(text.count("\n") + 1))


@given(st.text(max_size=60))
def test_a_plain_text_is_as_long_as_it_needs(text):
    assert hints.plain(text) in (text, fold(text).text)
