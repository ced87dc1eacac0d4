"""Wrong numbers, each put into a copy of one built file: for every kind of claim at least one."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from tests.support.sceptic import dutch, english
from tests.support.sceptic.dutch import NUMBER

AGENDA, SECURE = "chapters/resultaten-agenderen.html", "chapters/resultaten-borgen.html"
BETWEEN, GROUPS = "chapters/resultaten-verhouding.html", "chapters/resultaten-groepen.html"
NEW, RESULTS = "chapters/resultaten-nieuw.html", "chapters/resultaten.html"
BOOK = "mensenhandel-gemeenten.pdf"


@dataclass(frozen=True)
class Plant:
    """A change in one file: the number or the words that a pattern's first group holds."""

    file: str
    pattern: str
    words: str | None = None
    """What comes in its place; without it, a number that is one higher."""


def another(match: re.Match[str], words: str | None, file: str = "") -> str:
    """The matched text with another number, or other words, in the place of the first group."""
    start, end = match.start(1) - match.start(), match.end(1) - match.start()
    values = (english if file.startswith("en/") else dutch).VALUES
    new = _one_more(match[1], values) if words is None else words
    return match[0][:start] + new + match[0][end:]


def _one_more(number: str, values: dict[str, int]) -> str:
    low = number.lower()
    if low in values:
        more = (values[low] + 1) % 21
        word = next(w for w, n in values.items() if n == more and w not in ("geen", "no"))
        return word.capitalize() if number[0].isupper() else word
    if "," in number or "." in number:
        return number[:-1] + str((int(number[-1]) + 3) % 10)
    return str(int(number) + 1)


def planted(book: Path, folder: Path, *plants: Plant) -> Path:
    """A folder with the data and one changed file of a book; all plants are of that file."""
    (file,) = {plant.file for plant in plants}
    folder.mkdir(exist_ok=True)
    (folder / "data").symlink_to(book / "data")
    target = folder / file
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".pdf":
        (plant,) = plants
        _alternative(book / file, target, plant)
        return folder
    text = (book / file).read_text(encoding="utf-8")
    for plant in plants:
        change: Callable[[re.Match[str]], str] = lambda m, p=plant: another(m, p.words, file)  # noqa: E731
        flags = re.DOTALL | re.IGNORECASE
        text, times = re.subn(plant.pattern, change, text, count=1, flags=flags)
        assert times == 1, f"{plant.pattern!r} does not stand in {file}"
    target.write_text(text, encoding="utf-8")
    return folder


def _alternative(source: Path, target: Path, plant: Plant) -> None:
    """Change an alternative text of a print, and leave its pages as they are."""
    with pikepdf.open(source) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing:
                text = str(thing["/Alt"])
                match = re.search(plant.pattern, text)
                if match:
                    new = text.replace(match[0], another(match, plant.words, plant.file))
                    thing["/Alt"] = pikepdf.String(new)
                    document.save(target)
                    return
    raise AssertionError(f"{plant.pattern!r} is no alternative text of {plant.file}")


def in_print(lines: tuple[str, ...], plant: Plant) -> tuple[str, ...]:
    """The lines of a print with a change in the first that has it."""
    change: Callable[[re.Match[str]], str] = lambda m: another(m, plant.words, plant.file)  # noqa: E731
    for place, line in enumerate(lines):
        changed = re.sub(plant.pattern, change, line, count=1, flags=re.IGNORECASE)
        if changed != line:
            return (*lines[:place], changed, *lines[place + 1 :])
    raise AssertionError(f"{plant.pattern!r} is no line of the print")


N = f"({NUMBER})"
NOT_A_NUMBER = r"(?:(?!</table>).)*?"


def cell(row: str, place: int) -> str:
    """The number in the so-manieth cell of the row that begins with these words."""
    entry = r"<td[^>]*>\s*<p>"
    before = rf"{NOT_A_NUMBER}".join([entry] * place)
    return rf"<p>{row}</p></td>{NOT_A_NUMBER}{before}{N}</p>"


PLANTS: dict[str, list[Plant]] = {
    "most": [
        Plant(
            AGENDA,
            r"het vaakst helpt bij het agenderen, .{0,240}?>(een zaak die veel aandacht trekt)<",
            "steun van het bestuur",
        ),
        Plant(
            "chapters/conclusie.html",
            r"Als hindernis bij het borgen staat bovenaan: .{0,240}?>(gebrek aan geld en uren)<",
            "een netwerk dat ontbreekt",
        ),
    ],
    "supported at all": [
        Plant(RESULTS, rf"{N} factoren helpen in de demonstratie bij het agenderen"),
        Plant(RESULTS, rf"volgens genoeg respondenten, en {N} zit"),
    ],
    "most said": [
        Plant(AGENDA, rf"het vaakst helpt .{{0,60}}?volgens {N} van de"),
        Plant(
            "notebooks/bewijs.html",
            rf"het vaakst in de weg zit, volgens {N} respondenten",
        ),
    ],
    "size": [
        Plant(AGENDA, rf"Geteld zijn respondenten uit gemeenten: {N} mensen\."),
        Plant(AGENDA, rf'class="hoeveel">\d+ van {N}<'),
    ],
    "helps": [
        Plant(AGENDA, rf'class="hoeveel">{N} van \d+<'),
        Plant("figures/richting-agenderen.csv", r"bestuurlijke steun,\d+,(\d+),"),
        Plant(
            "factoren/steun.html",
            rf"{N} van de zestien respondenten uit gemeenten zeggen dat dit helpt",
        ),
    ],
    "hinders": [
        Plant(
            "factoren/middelen.html",
            rf"{N} van de zestien respondenten uit gemeenten zeggen dat dit het borgen belemmert",
        )
    ],
    "dots": [Plant(AGENDA, r'stippen"[^>]*>(●)', "")],
    "supported": [Plant(AGENDA, r"(<li><p><a [^>]*cijfers\.html#uitkomst.*?</li>)", "")],
    "in order": [Plant(AGENDA, rf'class="hoeveel">({NUMBER}) van \d+<', "2")],
    "leads to": [
        Plant(AGENDA, r'ranglijst helps">.{0,99}?factoren/(gebeurtenis)\.html', "cijfers")
    ],
    "status": [Plant("factoren/steun.html", r"(Gedragen)\.", "Voorzichtig")],
    "whose page": [
        Plant(
            "factoren/steun.html",
            r"dat dit helpt bij het agenderen: (steun van het bestuur)\.",
            "een aanjager",
        )
    ],
    "in three municipalities": [
        Plant(
            "factoren/steun.html",
            r"minstens drie gemeenten: bij het (agenderen en het borgen)\.",
            "agenderen",
        )
    ],
    "in both": [
        Plant(BETWEEN, rf"{N} factoren helpen"),
        Plant(
            "factoren/ondernemer.html",
            r"De factor (beleidsondernemer) helpt in beide fasen",
            "Rijk",
        ),
    ],
    "turning": [
        Plant(
            "chapters/conclusie.html",
            r"(Geen enkele factor slaat volgens genoeg respondenten om van helpen naar belemmeren, of andersom\.)",
            "Eén factor slaat om: bestuurswisseling. In de ene fase helpt die vooral, in de andere zit die vooral in de weg.",
        )
    ],
    "turns": [
        Plant(
            "factoren/bestuurswisseling.html",
            r"(Uit de gesprekken blijkt niet dat de factor bestuurswisseling omslaat, van helpen naar belemmeren of andersom)",
            "De factor bestuurswisseling slaat om: in de ene fase helpt hij vooral, in de andere belemmert hij vooral",
        )
    ],
    "tends to turn": [
        Plant(
            "factoren/middelen.html",
            r"(belemmert in beide fasen)\. Aantal",
            "lijkt om te slaan: in de ene fase helpt hij vooral, in de andere belemmert hij vooral",
        )
    ],
    "tending": [
        Plant(
            BETWEEN,
            r"(Geen enkele factor slaat volgens genoeg respondenten om van helpen naar belemmeren, of andersom\.)",
            "Bij één factor lijkt het om te slaan: middelen. Te weinig respondenten zeggen dat om erop te bouwen.",
        )
    ],
    "discussed": [
        Plant(RESULTS, rf"Met {N} van de zestien respondenten uit gemeenten is over het borgen"),
        Plant(BETWEEN, rf"over het agenderen gesproken, met {N} over het borgen"),
    ],
    "not discussed with": [
        Plant(SECURE, rf"Met {N} van de zestien respondenten is niet over het borgen"),
        Plant("chapters/conclusie.html", rf"Met {N} van de zestien respondenten is niet over"),
    ],
    "the others": [Plant(RESULTS, r"bij (de ander) kwam", "de anderen")],
    "split": [
        Plant(SECURE, rf"{N} factoren lijken beide kanten op te werken"),
        Plant(
            SECURE,
            r"()\w+ factoren lijken beide kanten op te werken: ",
            "Eén factor werkt beide kanten op: middelen. Ongeveer evenveel respondenten zeggen dat "
            "die helpt als dat die in de weg zit. ",
        ),
    ],
    "absent": [
        Plant(AGENDA, rf"Van {N} factoren zegt iemand uit een gemeente"),
        Plant("figures/groepen-borgen.csv", r"middelen,ambtenaar,\d+,(\d+),"),
    ],
    "unnamed": [
        Plant(AGENDA, r"niemand uit een gemeente genoemd: .{0,200}?>(passende waarden)<", "cijfers")
    ],
    "streams": [
        Plant(
            AGENDA,
            r"gaat het in de demonstratie over de stromen (probleem en politiek)",
            "probleem en beleid",
        )
    ],
    "streams said": [
        Plant(AGENDA, rf"Het minst vaak gaat het over de stroom beleid, bij {N} respondenten")
    ],
    "window": [
        Plant(AGENDA, rf"{N} van de zestien respondenten uit gemeenten noemen een open venster")
    ],
    "window and every stream": [Plant(AGENDA, rf"Van hen noemen er {N} ook")],
    "entrepreneur": [
        Plant(AGENDA, rf"{N} van de zestien respondenten noemen een beleidsondernemer")
    ],
    "different": [Plant(BETWEEN, r"Alleen bij .{0,200}?>(ingrijpende gebeurtenis)<", "middelen")],
    "largest": [
        Plant(
            BETWEEN,
            rf"De grootste daling: [^,]+, van {N} respondenten naar",
        )
    ],
    "shared": [Plant(BETWEEN, rf"van de {N} factoren die in beide fasen staan")],
    "same in both": [Plant(BETWEEN, rf"{N} van de \w+ factoren die in beide fasen staan")],
    "category": [Plant(BETWEEN, r"Helpt in beide fasen: (bestuurlijke steun) en", "Rijk")],
    "factors": [Plant(BETWEEN, r"In geen enkele fase gedragen: (Rijk en )", "")],
    "more help": [Plant(AGENDA, rf"Bij {N} van de vijftien genoemde factoren")],
    "named at all": [Plant(AGENDA, rf"van de {N} genoemde factoren")],
    "phases told of": [Plant(RESULTS, r"genoemde factoren bij het (agenderen) en", "borgen")],
    "most named": [Plant(RESULTS, rf"is geen factor vaker genoemd dan [^,]+, door {N} resp")],
    "more hinder": [Plant(AGENDA, rf"Andersom is het bij {N}")],
    "mostly hindering": [
        Plant(AGENDA, r"overheerst dat zij belemmeren: (zicht op signalen, )", "")
    ],
    "named": [
        Plant("figures/richting-borgen.csv", r"routines,(\d+),"),
        Plant(GROUPS, rf"{N} van de negen ambtenaren noemen"),
    ],
    "neutral": [Plant("figures/richting-agenderen.csv", r"Rijk,\d+,\d+,\d+,(\d+),")],
    "silent": [Plant("figures/groepen-agenderen.csv", r"cijfers,ambtenaar,\d+,\d+,(\d+),")],
    "named in every group": [Plant(GROUPS, rf"In elke groep genoemd: {N} van de")],
    "codes": [Plant(GROUPS, rf"Raster met {N} rijen, een per factor bij het agenderen")],
    "absent, any group": [Plant(GROUPS, r"volgens iemand: (\w+)", "cijfers")],
    "in both rounds": [Plant(GROUPS, rf"beide rondes genoemd: {N} van de zestien factoren")],
    "alone": [
        Plant(
            GROUPS,
            r"Bij het (borgen) is er geen factor die alleen landelijke organisaties noemen",
            "agenderen",
        )
    ],
    "apart": [Plant(GROUPS, r"het meest uiteen over .{0,200}?>(belangengroepen)<", "cijfers")],
    "stream": [
        Plant("figures/fasemodel.csv", r"agenderen,beleid,2,(\d+),"),
        Plant(RESULTS, rf"Bij het agenderen: stroom probleem {N} van"),
    ],
    "streams of the model": [Plant("notebooks/model.html", rf"In elke fase moeten {N} stromen")],
    "pair": [
        Plant(
            GROUPS,
            r"Bij het agenderen gaan (ingrijpende gebeurtenis) en bestuurlijke steun het vaakst",
            "cijfers",
        )
    ],
    "one best pair": [
        Plant(
            GROUPS,
            r"Bij het borgen gaan routines en bestuurswisseling (het vaakst samen)",
            "het vaakst samen, en andere paren even vaak",
        )
    ],
    "together": [Plant(GROUPS, rf"samen genoemd door {N} van de")],
    "either": [Plant("figures/samenhang.csv", r"bestuurlijke steun,\d+,(\d+),")],
    "jaccard": [Plant("figures/samenhang.csv", r"bestuurlijke steun,\d+,\d+,(0\.\d+),")],
    "came up": [Plant(NEW, rf"ter sprake: {N} bij")],
    "all codes": [Plant(NEW, rf"Van de {N} codes kwamen ter sprake")],
    "new": [Plant(NEW, rf"komen {N} factoren niet uit de theorie")],
    "later": [
        Plant(
            NEW,
            r"pas in de tweede ronde genoemd: .{0,200}?>(regionale samenwerking)<",
            "zicht op signalen",
        )
    ],
    "too few": [Plant(NEW, r"bij (landelijke organisaties) niet te zeggen", "ambtenaren")],
    "meets the threshold": [
        Plant(NEW, r"komt er in ongeveer (\d+) van de honderd volgordes", "52")
    ],
    "expected": [Plant("figures/nieuw.csv", r"landelijk,2,(\d+\.\d+),", "23.1944")],
    "expected lies between": [Plant("figures/nieuw.csv", r"landelijk,2,[\d.]+,(\d+),", "26")],
    "units": [Plant(NEW, rf"zijn {N} stukjes door meer dan één codeur")],
    "alpha": [Plant(NEW, rf"alle codes samen {N}, tussen")],
    "alpha lies between": [Plant(NEW, r"tussen (0,\d+) en", "0,81")],
    "alpha in a word": [Plant(NEW, r"zijn de codeurs het (redelijk) eens", "goed")],
    "factors with an alpha": [Plant(NEW, rf"Voor {N} van de \d+ factoren is een alfa")],
    "raw": [Plant(NEW, rf"In {N} van de honderd oordelen")],
    "gwet": [Plant(NEW, rf"maat van Gwet is {N}")],
    "prevalence": [Plant("figures/overeenstemming.csv", r"routines,\d+,(0\.\d+),")],
    "chance": [
        Plant(
            "figures/factoren.csv", r"bestuurlijke steun,politiek,\d+,\d+,-?\d+,(0\.\d+),", "0.04"
        )
    ],
    "difference": [Plant("figures/factoren.csv", r"middelen,beleid,\d+,\d+,(\d+),", "5")],
    "no code": [Plant("figures/verhouding.csv", r"routines,only_coded,(),", "0")],
    "least": [Plant(RESULTS, rf"gedragen als minstens {N} respondenten")],
    "known of somebody": [Plant("chapters/dataverantwoording.html", rf"de rol kent en {N} dingen")],
    "recognised": [
        Plant("chapters/dataverantwoording.html", r"in ongeveer (\d+) van de honderd", "45"),
        Plant(
            "chapters/dataverantwoording.html",
            r"bij (respondenten uit gemeenten) in ongeveer",
            "landelijke organisaties",
        ),
    ],
    "two largest": [
        Plant("chapters/dataverantwoording.html", rf"gemeenten hebben samen .{{0,120}}?{N}<")
    ],
    "one voice": [],
    "design": [Plant("chapters/methode.html", rf"respondenten uit {N} gemeenten")],
    "statements": [
        Plant("chapters/methode.html", rf"van de (?:<[^>]*>)?{N}(?:<[^>]*>)? uitspraken is de hele")
    ],
    "statements alike": [
        Plant("chapters/methode.html", rf"twee keer hetzelfde kregen: (?:<[^>]*>)?{N}")
    ],
    "statements read whole": [
        Plant(
            "chapters/methode.html",
            rf"Bij (?:<[^>]*>)?{N}(?:<[^>]*>)? van de (?:<[^>]*>)?\d+(?:<[^>]*>)? uitspraken",
        )
    ],
    "statements elsewhere": [
        Plant(
            "chapters/methode.html",
            r"<p>()Dit boek gebruikt ook wat in openbare teksten staat",
            "Geteld zijn hier alleen uitspraken over een factor uit het codeboek van dit boek. "
            "Over andere factoren staan er nog 3 in de tabel; die gebruikt dit boek niet. ",
        )
    ],
    "round": [Plant("figures/respondenten.csv", r"(2),ambtenaar", "1")],
    "rows of": [Plant("factoren/zicht.html", r"<p>(279), ", "280")],
    "advice rests on": [
        Plant(
            "factoren/steun.html",
            r"(?:<p>|\. )()Genoemd in",
            "Bij deze factor is er geen aanbeveling. ",
        )
    ],
    "used": [
        Plant(
            "factoren/steun.html",
            r"(?:<p>|\. )()Genoemd in",
            "Geen enkel stukje van een gesprek kreeg deze code. ",
        )
    ],
}
"""Wrong numbers by the kind of claim that they spoil."""

IN_PRINT = {
    "a sentence": Plant(BOOK, rf"volgens {N} "),
    "a page of a factor": Plant(BOOK, rf"Gedragen\. {N} van de zestien respondenten"),
    "a list": Plant(BOOK, rf"Een zaak die veel aandacht trekt {N} van 16"),
    "the card of a factor": Plant(BOOK, rf"^ambtenaren \(9\) {N} \d+ \d+ \d+ \d+$"),
    "a statement": Plant(BOOK, rf"Bij {N} van de vijftien genoemde factoren"),
}
"""Wrong numbers in the text of the print."""

_PAIR = "chapters/resultaten-verhouding-2.html"
SECOND_PAIR = {
    "in both": Plant(
        _PAIR, rf"{N} factor(?:en)? (?:help|zit)(?:t|en|ten)? [^.]*?bij het oppakken en bij"
    ),
    "tending": Plant(_PAIR, rf"Bij {N} factor(?:en)? lijkt het om te slaan"),
    "largest": Plant(_PAIR, rf"De grootste daling, bij [^:]*: {N} respondenten"),
    "same in both": Plant(_PAIR, rf"{N} van de \w+ factoren die in beide fasen staan"),
    "named": Plant("figures/factoren-2.csv", r"\n[^,]+,[^,]+,(\d+),"),
    "difference": Plant("figures/factoren-2.csv", r"\n[^,]+,[^,]+,\d+,\d+,(-?\d+),", "17"),
    "helps": Plant("figures/verhouding-2.csv", r"\n(?:[^,]+,){2}\d+,\d+,(\d+),"),
    "in print": Plant(BOOK, rf"De grootste daling: [^,]+, van {N} respondenten naar"),
}
"""Wrong numbers of the second pair of a design with three phases: by kind, and one in print."""
