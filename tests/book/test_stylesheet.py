"""The stylesheet: made of parts by place, and without rules that no page needs."""

import re

from press import places

THEME = places.TEMPLATES / "boek"
PARTS = sorted((THEME / "stylesheet").iterdir())


def _classes(css: str) -> set[str]:
    bare = re.sub(r"/\*.*?\*/|url\([^)]*\)", "", css, flags=re.S)
    selectors = re.findall(r"([^{};]+)\{", bare)
    return {name for each in selectors for name in re.findall(r"\.([a-z][\w-]*)", each)}


def _kinds_of_warning() -> set[str]:
    template = (places.TYPST / "template.typ").read_text(encoding="utf-8")
    listed = re.search(r"#let warning-kinds = \(([^)]*)\)", template)
    return set(re.findall(r'"(\w+)"', listed[1]))


def test_the_stylesheet_includes_every_part_once():
    template = (THEME / "static" / "boek.css.jinja").read_text(encoding="utf-8")
    included = re.findall(r'{% include "([^"]+)" %}', template)
    assert sorted(included) == [f"stylesheet/{part.name}" for part in PARTS]


def test_every_part_says_in_one_line_what_it_styles():
    for part in PARTS:
        first = part.read_text(encoding="utf-8").partition("\n")[0]
        assert re.fullmatch(r"/\* .+\. \*/", first), part.name


def test_the_parts_are_published_as_one_file(book):
    static = book.html / "_static"
    assert [path.name for path in static.rglob("*.css")] == ["boek.css"]
    assert not (static / "stylesheet").exists()


def test_a_page_a_script_or_a_template_uses_every_class(book):
    styled = _classes((book.html / "_static" / "boek.css").read_text(encoding="utf-8"))
    used = {
        name
        for page in book.html.rglob("*.html")
        for element in book.page(page.relative_to(book.html)).find_all(class_=True)
        for name in element["class"]
    }
    for script in (THEME / "static").glob("*.js*"):
        used |= set(re.findall(r'"([\w-]+)"', script.read_text(encoding="utf-8")))
    # The mark of demonstration data is on no page of a real study.
    for template in THEME.glob("*.html"):
        found = re.findall(r'class="([\w -]+)"', template.read_text(encoding="utf-8"))
        used |= set(" ".join(found).split())
    # Writers may use a kind of warning that no page has today; the PDF knows them too.
    used |= _kinds_of_warning()
    assert len(styled) > 40
    assert styled - used == set()
