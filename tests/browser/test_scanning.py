"""The self-scan as a policy adviser uses it: by keyboard, on any screen, unobserved."""

import json

import pytest
from playwright.sync_api import expect

from study import paths
from tests.support.looking import soon

SCREENSHOTS = paths.ROOT / "screenshots"


@pytest.fixture
def page(book, browser):
    context = browser.new_context(viewport={"width": 360, "height": 740}, accept_downloads=True)
    opened = context.new_page()
    opened.asked = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto((book.html / "chapters" / "zelfscan.html").as_uri())
    yield opened
    context.close()


def answer(page, question: str, value: str) -> None:
    page.locator(f'input[name="{question}"][value="{value}"]').check()


def beside(page, question: str):
    """What to do, beside the answer to a question."""
    return page.locator(f'fieldset:has(input[name="{question}"]) .zelfscan-raad')


def test_what_to_do_stands_beside_an_answer_that_is_not_yes(page):
    question = "borgen.routines"
    expect(beside(page, question)).to_be_hidden()
    page.locator(f'input[name="{question}"]').first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f'input[name="{question}"]:checked')).to_have_value("nee")
    expect(beside(page, question)).to_be_visible()
    expect(beside(page, question).locator("a")).to_have_attribute(
        "href", "aanbevelingen.html#aanbeveling-gewoon-werk"
    )
    answer(page, question, "ja")
    expect(beside(page, question)).to_be_hidden()


def test_the_summary_has_what_is_not_there_first(page):
    expect(page.locator(".zelfscan-stand")).to_contain_text("nog niets ingevuld")
    answer(page, "agenderen.cijfers", "deels")
    answer(page, "borgen.middelen", "nee")
    answer(page, "borgen.regels", "ja")
    answer(page, "borgen.regio", "onbekend")
    entries = page.locator(".zelfscan-samenvatting ol > li > strong")
    expect(entries).to_have_count(3)
    asked = [
        page.locator(f'fieldset:has(input[name="{name}"]) legend').inner_text()
        for name in ("borgen.middelen", "agenderen.cijfers", "borgen.regio")
    ]
    expect(entries).to_have_text(asked)
    expect(page.locator(".zelfscan-stand")).to_contain_text("U hebt 4 van de ")
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "zelfscan-antwoorden.png", full_page=True)
    page.get_by_role("button", name="Wis alle antwoorden").click()
    expect(entries).to_have_count(0)
    expect(page.locator(".zelfscan input:checked")).to_have_count(0)


def test_on_paper_the_summary_stands_alone(page):
    answer(page, "borgen.middelen", "nee")
    page.emulate_media(media="print")
    expect(page.locator("form.zelfscan")).to_be_hidden()
    expect(page.locator(".zelfscan-samenvatting ol > li")).to_be_visible()
    expect(page.get_by_role("button", name="Bewaar als bestand")).to_be_hidden()


def test_what_was_filled_in_is_saved_as_a_file_and_opened_again(page, tmp_path):
    answer(page, "borgen.middelen", "nee")
    answer(page, "agenderen.cijfers", "ja")
    with page.expect_download() as download:
        page.get_by_role("button", name="Bewaar als bestand").click()
    assert download.value.suggested_filename.startswith("zelfscan-")
    file = tmp_path / "bewaard.json"
    download.value.save_as(file)
    saved = json.loads(file.read_text(encoding="utf-8"))
    assert saved["antwoorden"] == {"borgen.middelen": "nee", "agenderen.cijfers": "ja"}
    page.reload()
    expect(page.locator(".zelfscan input:checked")).to_have_count(0)
    page.locator(".zelfscan-knoppen [type=file]").set_input_files(file)
    expect(page.locator('input[name="borgen.middelen"]:checked')).to_have_value("nee")
    expect(page.locator('input[name="agenderen.cijfers"]:checked')).to_have_value("ja")
    expect(page.locator(".zelfscan-bericht")).to_have_text("Geopend: 2 antwoorden.")


@pytest.mark.parametrize(
    "content", ["geen json", "[]", "null", '{"soort": "iets"}', '{"soort": "zelfscan"}']
)
def test_another_file_is_refused_in_words_and_changes_nothing(page, tmp_path, content):
    answer(page, "borgen.middelen", "nee")
    file = tmp_path / "ander.json"
    file.write_text(content, encoding="utf-8")
    page.locator(".zelfscan-knoppen [type=file]").set_input_files(file)
    expect(page.locator(".zelfscan-bericht")).to_contain_text("geen bewaarde zelfscan")
    expect(page.locator('input[name="borgen.middelen"]:checked')).to_have_value("nee")


def test_answers_to_questions_that_are_gone_are_told(page, tmp_path):
    answers = {"borgen.middelen": "nee", "borgen.weg": "ja", "borgen.regels": "misschien"}
    file = tmp_path / "oud.json"
    file.write_text(json.dumps({"soort": "zelfscan", "versie": 1, "antwoorden": answers}))
    page.locator(".zelfscan-knoppen [type=file]").set_input_files(file)
    expect(page.locator(".zelfscan-bericht")).to_contain_text("Geopend: 1 antwoorden. 2 antwoorden")
    expect(page.locator(".zelfscan input:checked")).to_have_count(1)


def test_nothing_is_stored_or_sent(page):
    answer(page, "borgen.middelen", "nee")
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    local, session, cookie = json.loads(kept)
    assert not [value for value in (*local.values(), *session.values()) if "nee" in value]
    assert cookie == ""
    assert all(address.startswith("file:") for address in page.asked)
    page.reload()
    expect(page.locator(".zelfscan input:checked")).to_have_count(0)


def test_every_choice_can_be_hit_with_a_finger(page):
    for box in page.locator(".zelfscan input[type=radio]").all()[:8]:
        soon(page, box.bounding_box, lambda size: min(size["width"], size["height"]) >= 24)


def test_without_a_script_what_to_do_stands_under_every_question(book, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((book.html / "chapters" / "zelfscan.html").as_uri())
    questions = page.locator(".zelfscan fieldset")
    expect(page.get_by_text("Onder elke vraag staat wat u kunt doen")).to_be_visible()
    expect(page.locator(".zelfscan-samenvatting:visible")).to_have_count(0)
    expect(questions.nth(10)).to_be_attached()
    expect(page.locator(".zelfscan-raad:visible")).to_have_count(questions.count())
    context.close()
