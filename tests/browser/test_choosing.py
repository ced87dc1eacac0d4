"""The figure that a reader sorts and filters: by mouse, keyboard and address, and its numbers."""

import csv

import pytest
from playwright.sync_api import expect

from tests.support.looking import soon

PAGE, FIGURE = "chapters/resultaten.html", "#fig-overzicht"
COLUMNS = ("helps", "hinders", "named", "absent", "not_discussed")
TOGETHER = "samen"


@pytest.fixture
def page(book, browser):
    """The page with the figure, from the folder and without any network."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto((book.html / PAGE).as_uri())
    yield opened
    context.close()


@pytest.fixture
def figure(page):
    """The figure, with the view to choose in."""
    found = page.locator(FIGURE)
    found.get_by_role("button", name="Zelf sorteren en kiezen").click()
    return found


def _pressed(figure, legend, choice):
    figure.get_by_role("group", name=legend, exact=True).get_by_role(
        "button", name=choice, exact=True
    ).click()


def _lines(figure):
    """Name and numbers of every line of the view, as they stand."""
    return figure.locator(".keuzetabel tbody tr").evaluate_all(
        """lines => lines.map(line => [line.querySelector("a").textContent,
          ...[...line.cells].slice(1).map(cell => Number(cell.textContent))])"""
    )


def _shows(figure, wanted):
    soon(figure.page, lambda: _lines(figure), wanted)


def _in_order(figure, column, *, reverse):
    soon(
        figure.page,
        lambda: [line[column] for line in _lines(figure)],
        lambda numbers: len(numbers) > 1 and numbers == sorted(numbers, reverse=reverse),
    )


def _published(book):
    with (book.html / "figures" / "overzicht.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _as_lines(rows):
    return [[row["factor_name"], *(int(row[column]) for column in COLUMNS)] for row in rows]


def test_it_has_the_numbers_of_its_table_for_every_group(book, figure):
    rows = _published(book)
    groups = list(dict.fromkeys(row["role_group"] for row in rows))
    buttons = figure.get_by_role("group", name="Groep", exact=True).get_by_role("button")
    expect(buttons).to_have_count(len(groups))
    assert groups[0] == TOGETHER
    for place, group in enumerate(groups):
        buttons.nth(place).click()
        here = [row for row in rows if row["role_group"] == group]
        _shows(figure, _as_lines(here))
        expect(figure.locator("caption")).to_contain_text(f"de {here[0]['out_of']} ")


def test_it_filters_by_phase_direction_and_stream_and_says_how_many_are_left(book, figure):
    rows = [row for row in _published(book) if row["role_group"] == TOGETHER]
    status = figure.get_by_role("status")
    factors = len({row["factor"] for row in rows})
    expect(status).to_have_text(
        f"{factors} factoren in {len(rows)} regels, in de volgorde van de tekening."
    )
    _pressed(figure, "Fase", "borgen")
    _pressed(figure, "Richting", "meer ‘helpt’")
    kept = [
        row for row in rows if row["phase"] == "borgen" and int(row["helps"]) > int(row["hinders"])
    ]
    _shows(figure, _as_lines(kept))
    expect(status).to_have_text(f"{len(kept)} factoren, in de volgorde van de tekening.")
    _pressed(figure, "Stroom", "beleid")
    kept = [row for row in kept if row["stream"] == "beleid"]
    _shows(figure, _as_lines(kept))
    _pressed(figure, "Richting", "evenveel")
    expect(figure.get_by_text("Geen enkele factor past bij deze keuze.")).to_be_visible()
    figure.get_by_role("button", name="Begin opnieuw").click()
    _shows(figure, _as_lines(rows))


def test_it_sorts_by_every_column_with_the_keyboard_alone(page, figure):
    for head in ("Helpt", "Belemmert", "Genoemd", "Speelde geen rol", "Niet besproken"):
        cell = figure.get_by_role("columnheader", name=head)
        place = cell.evaluate("cell => cell.cellIndex")
        cell.get_by_role("button").focus()
        for key, way, words in (
            ("Enter", "descending", "van hoog naar laag"),
            ("Space", "ascending", "van laag naar hoog"),
        ):
            page.keyboard.press(key)
            expect(cell).to_have_attribute("aria-sort", way)
            expect(cell.get_by_role("button")).to_be_focused()
            _in_order(figure, place, reverse=way == "descending")
            said = f"gesorteerd op {head.lower()}, {words}."
            expect(figure.get_by_role("status")).to_contain_text(said)
    expect(figure.locator("[aria-sort]")).to_have_count(1)
    figure.get_by_role("columnheader", name="Factor").get_by_role("button").press("Enter")
    expect(figure.get_by_role("status")).to_contain_text("van a tot z")
    soon(
        page,
        lambda: [line[0].lower() for line in _lines(figure)],
        lambda names: names == sorted(names),
    )


def test_what_was_chosen_can_be_sent_as_an_address(page, figure):
    _pressed(figure, "Fase", "borgen")
    _pressed(figure, "Groep", "ketenpartners")
    figure.get_by_role("columnheader", name="Belemmert").get_by_role("button").click()
    chosen, said = _lines(figure), figure.get_by_role("status").inner_text()
    address = page.url
    shared = page.locator(f"{FIGURE} + .figuur-extra a.deel")
    expect(shared).to_have_js_property("href", address)
    sent = address
    other = page.context.new_page()
    other.goto(sent)
    again = other.locator(FIGURE)
    expect(again.get_by_role("status")).to_have_text(said)
    _shows(again, chosen)
    expect(again).to_be_in_viewport()
    again.get_by_role("button", name="Tekening").click()
    expect(again.locator("img")).to_be_visible()
    other.wait_for_url(lambda url: url.endswith(FIGURE))
    other.goto(sent + "&phase=onzin&sort=__proto__")
    expect(again.get_by_role("status")).to_be_visible()
    other.close()


def test_a_factor_leads_to_its_page(page, figure):
    link = figure.get_by_role("link", name="bestuurlijke steun").first
    link.click()
    page.wait_for_url("**/factoren/steun.html*")


def test_it_carries_the_mark_of_made_up_data(figure):
    expect(figure.locator("caption")).to_contain_text("Demonstratie met verzonnen gegevens.")


def test_without_scripts_and_on_paper_it_is_a_picture(book, browser, page, figure):
    expect(figure.locator("img")).to_be_hidden()
    page.emulate_media(media="print")
    expect(figure.locator("img")).to_be_visible()
    expect(figure.locator(".keuze")).to_be_hidden()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto((book.html / PAGE).as_uri())
    expect(plain.locator(f"{FIGURE} img")).to_be_visible()
    expect(plain.locator(FIGURE).get_by_role("button")).to_have_count(0)
    context.close()


def test_it_speaks_the_language_of_the_edition(book, browser):
    page = browser.new_page()
    page.goto((book.html / "en" / PAGE).as_uri() + "#kies-overzicht&sort=helps")
    figure = page.locator(FIGURE)
    expect(figure.get_by_role("status")).to_contain_text("sorted by helps, from high to low.")
    _in_order(figure, 1, reverse=True)
    page.close()
