"""The English edition, said again in the Dutch that the rules of `grammar` understand.

Each pattern is a sentence of the English book with holes, beside what the Dutch book says there.
What is in a hole is translated by what it is: a number, a phase, people, names of factors. What
the Dutch then claims is held against the tables, and against what the Dutch edition says.
"""

import re
from collections.abc import Iterator
from functools import cached_property

from tests.support.sceptic import dutch
from tests.support.sceptic.evidence import Evidence
from tests.support.sceptic.own_words import OwnWords, any_of, enumerated

VALUES = {
    **{
        "nought": 0,
        "no": 0,
        "zero": 0,
        "none": 0,
        "nobody": 0,
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
    },
    **{"five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11},
    **{"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16},
    **{"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20},
}
NUMBER = rf"(?:-?\d+(?:,\d{{3}})*(?:\.\d+)?|{'|'.join(sorted(VALUES, key=len, reverse=True))})"
COUNTED = re.compile(rf"(?<![\w,.-]){NUMBER}(?![\w-])", re.IGNORECASE)

SENTENCE = re.compile(r"(?<=[.!?])(?<!et al\.)(?<!n\.d\.)(?<!e\.g\.)\s+(?=[A-Z‘(•●])")
ABOUT_INTERVIEWS = re.compile(
    r"respondent|\bfactors?\b|\bcodes?\b|\bstreams?\b|open window|policy entrepreneur",
    re.IGNORECASE,
)
OFTEN = r"never|hardly ever|in about \d+ out of a hundred cases|almost always|always"
COUNTED_THINGS = rf"\b{NUMBER} (?:of the {NUMBER} )?(?:respondents?|factors|<nouns>)\b"
PART = re.compile(r"\b\d+ of \d+")
NO_NUMBERS = re.compile(
    r"\((?:[^()]*(?:\d{4}|n\.d\.)[^()]*)\)|^(?:Figure|Table) \d+\.? ?|\b(?:Figure|Table) \d+|^\d[\d.]* |\b(?:19|20)\d\d\b|CC BY[-\w ]* \d\.\d"
)
FLOAT = re.compile(
    r"(?<!\b[Ss]ee )(?<!\b[Ii]n )(?<!\b[Ww]ith )Figure \d+\. .*?(?:in this book’s data folder\.(?: The numbers are attached to this PDF as [^ ]+\.)?|$)"
)
WHERE_AND_WHEN = re.compile(
    r"^Demonstration with made-up data\. |\bin the (?:demonstration|interviews),? ?|"
    r"\bIn the (?:demonstration|interviews)(?!:),? ?|\(p\. \d+\) ?"
)


def value(number: str) -> float:
    """What a number is worth, however it is written."""
    number = number.strip().lower()
    return VALUES[number] if number in VALUES else float(number.replace(",", ""))


def holds_number(text: str) -> bool:
    """Whether a text has a number in digits or words."""
    return bool(COUNTED.search(text))


def in_dutch(number: str) -> str:
    """A number in Dutch digits: "0.78" as "0,78"."""
    number = number.strip()
    if number.lower() in VALUES:
        return str(VALUES[number.lower()])
    return number.replace(",", "_").replace(".", ",").replace("_", ".")


SENTENCES = [
    # What helps or hinders most.
    ("Supported.", "Gedragen."),
    ("Tentative.", "Voorzichtig."),
    ("Not found.", "Niet gevonden."),
    (
        "What most often helps with <P>,? according to <W> from municipalities: <L>.",
        "Wat het vaakst helpt bij het {P}, volgens {W} uit gemeenten: {L}.",
    ),
    (
        "What most often stands in the way of <P>, according to <W>: <L:hinders>.",
        "Wat het {P} het vaakst in de weg zit, volgens {W}: {L}.",
    ),
    (
        "In helping with <P>,? several factors share first place. They are <L>.",
        "Wat het vaakst helpt bij het {P}: {L}.",
    ),
    (
        "As obstacles to <P>, several factors share first place. They are <L:hinders>.",
        "Wat het {P} het vaakst in de weg zit: {L}.",
    ),
    ("For each, <W> (?:say|says) so about <P>.", "Van elk zeggen {W} dat over het {P}."),
    (
        "For each, <W> from municipalities (?:say|says) so about <P>.",
        "Van elk zeggen {W} uit gemeenten dat over het {P}.",
    ),
    (
        "In helping with <P>,? <N> factors share first place. They include <L>.",
        "Bij wat helpt bij het {P}, staan {N} factoren samen bovenaan. Daarbij horen {L}.",
    ),
    (
        "As obstacles to <P>, <N> factors share first place. They include <L:hinders>.",
        "Bij wat het {P} in de weg zit, staan {N} factoren samen bovenaan. Daarbij horen {L}.",
    ),
    (
        "There is no factor that enough respondents say helps.",
        "Van geen enkele factor zeggen genoeg respondenten dat die helpt.",
    ),
    (
        "No factor is said by enough respondents to help with <P>.",
        "Van geen enkele factor zeggen genoeg respondenten dat die helpt bij het {P}.",
    ),
    (
        "No factor is said by enough respondents to stand in the way of <P>.",
        "Van geen enkele factor zeggen genoeg respondenten dat die het {P} belemmert.",
    ),
    (
        "There is no factor that enough respondents say stands in the way.",
        "Van geen enkele factor zeggen genoeg respondenten dat die in de weg zit.",
    ),
    (
        "No factor that enough people say helps.",
        "Geen factor waarvan genoeg mensen zeggen dat hij helpt.",
    ),
    (
        "No factor that enough people say stands in the way.",
        "Geen factor waarvan genoeg mensen zeggen dat hij in de weg zit.",
    ),
    (
        "(?:This tops|These top) the list of what helps with <P>: <L>.",
        "Als hulp bij het {P} staat bovenaan: {L}.",
    ),
    (
        "(?:This tops|These top) the list of obstacles to <P>: <L:hinders>.",
        "Als hindernis bij het {P} staat bovenaan: {L}.",
    ),
    (
        "At the top of the list of what helps with <P> are <N> factors, including <L>.",
        "Als hulp bij het {P} staan {N} factoren samen bovenaan, zoals {L}.",
    ),
    (
        "At the top of the list of obstacles to <P> are <N> factors, including <L:hinders>.",
        "Als hindernis bij het {P} staan {N} factoren samen bovenaan, zoals {L}.",
    ),
    (
        "<N> factors? helps? with <P> according to enough respondents, and <N> stands? in the way.",
        "{N} factoren helpen bij het {P} volgens genoeg respondenten, en {N2} zitten in de weg.",
    ),
    (
        "No factor is said by enough respondents to help with <P>, or to stand in the way.",
        "Van geen enkele factor zeggen genoeg respondenten dat die bij het {P} helpt, of in de weg zit.",
    ),
    # The pages of factors.
    (
        "<W> from municipalities (?:say|says) that this helps with <P>: <L>.",
        "{W} uit gemeenten zeggen dat dit helpt bij het {P}: {L}.",
    ),
    (
        "<W> from municipalities (?:say|says) that this (?:hinders|stands in the way of) <P>: <L:hinders>.",
        "{W} uit gemeenten zeggen dat dit het {P} belemmert: {L}.",
    ),
    (
        "Named in at least three municipalities: <I>.",
        "Genoemd in minstens drie gemeenten: bij {I}.",
    ),
    (
        "That follows from the number of respondents: no two municipalities have that many between them.",
        "Dat volgt uit het aantal respondenten: zoveel hebben twee gemeenten er samen niet.",
    ),
    (
        "The interviews do not show that the factor <F> helps <B>.",
        "Uit de gesprekken blijkt niet dat de factor {F} {B} helpt.",
    ),
    (
        "The interviews do not show that the factor <F> stands in the way <B>.",
        "Uit de gesprekken blijkt niet dat de factor {F} {B} belemmert.",
    ),
    (
        "The interviews do not show that the factor <F> switches<T>, from help to hindrance or the other way round.",
        "Uit de gesprekken blijkt niet dat de factor {F} omslaat{T}, van helpen naar belemmeren of andersom.",
    ),
    (
        "The interviews do not show that the factor <F> is <A>.",
        "Uit de gesprekken blijkt niet dat de factor {F} {A} wordt.",
    ),
    ("The factor <F> helps <B>.", "De factor {F} helpt {B}."),
    ("The factor <F> stands in the way <B>.", "De factor {F} belemmert {B}."),
    (
        "The factor <F> seems to help <B>.",
        "De factor {F} lijkt {B} te helpen.",
    ),
    (
        "The factor <F> seems to stand in the way <B>.",
        "De factor {F} lijkt {B} te belemmeren.",
    ),
    (
        "The factor <F> switches<T>: in one phase it mainly helps, in the other it mainly stands in the way.",
        "De factor {F} slaat om{T}: in de ene fase helpt hij vooral, in de andere belemmert hij vooral.",
    ),
    (
        "The factor <F> seems to switch<T>: in one phase it mainly helps, in the other it mainly stands in the way.",
        "De factor {F} lijkt om te slaan{T}: in de ene fase helpt hij vooral, in de andere belemmert hij vooral.",
    ),
    (
        "The factor <F> is <A>.",
        "De factor {F} wordt {A}.",
    ),
    (
        "The factor <F> is in the codebook <A>, so it cannot be compared.",
        "De factor {F} staat in het codeboek {A}, en kan dus niet vergeleken worden.",
    ),
    (
        "Number of respondents: <N> in <P> and <N> in <P>.",
        "Aantal respondenten: {N} bij het {P} en {N2} bij het {P2}.",
    ),
    ("Number of respondents: <N> in each phase.", "Aantal respondenten: {N} in elke fase."),
    ("Number of respondents: <N> in <P>.", "Aantal respondenten: {N} bij het {P}."),
    ("There is no recommendation on this factor.", "Bij deze factor is er geen aanbeveling."),
    (
        "No passage of an interview was given this code.",
        "Geen enkel stukje van een gesprek kreeg deze code.",
    ),
    # Who was spoken with.
    (
        "<I> were discussed with <W> from municipalities.",
        "Met {W} uit gemeenten is over {I} gesproken.",
    ),
    (
        "<P> was not discussed with anybody from a municipality.",
        "Met niemand uit een gemeente is over het {P} gesproken.",
    ),
    ("<P> was not discussed with <W>.", "Met {W} is niet over het {P} gesproken."),
    (
        "<P> was discussed with <W> from municipalities.",
        "Met {W} uit gemeenten is over het {P} gesproken.",
    ),
    (
        "<P> was discussed with <W> from municipalities; with the other one, this phase did not come up.",
        "Met {W} uit gemeenten is over het {P} gesproken; bij de ander kwam deze fase niet langs.",
    ),
    (
        "<P> was discussed with <W> from municipalities; with the others, this phase did not come up.",
        "Met {W} uit gemeenten is over het {P} gesproken; bij de anderen kwam deze fase niet langs.",
    ),
    ("The interviews were with <C>.", "Gesproken is met {C}."),
    ("Rows of dots, one for each respondent: <C>.", "Gesproken is met {C}."),
    (
        "The figure counts <N> respondents? from municipalities.",
        "Geteld zijn respondenten uit gemeenten: {N} mensen.",
    ),
    (
        "The figure counts all respondents from municipalities: <N>.",
        "Geteld zijn alle respondenten uit gemeenten, {N}.",
    ),
    (
        "With <N> of them <P> was discussed, and with <N> <P>;",
        "Met {N} van hen is over het {P} gesproken, met {N2} over het {P2};",
    ),
    # What stands out in a phase.
    (
        "<N> factors? works? both ways(?P<such>:|, including) <L>.",
        "{N} factoren werken beide kanten op{such} {L}.",
    ),
    (
        "<N> factors? seems? to work both ways(?P<such>:|, including) <L>.",
        "{N} factoren lijken beide kanten op te werken{such} {L}.",
    ),
    (
        "For each, about as many respondents say that it helps as say that it stands in the way, but too few to build on.",
        "Van elk zeggen ongeveer evenveel respondenten dat die helpt als dat die in de weg zit, maar te weinig om erop te bouwen.",
    ),
    (
        "About as many respondents say that it helps as say that it stands in the way, but too few to build on.",
        "Ongeveer evenveel respondenten zeggen dat die helpt als dat die in de weg zit, maar te weinig om erop te bouwen.",
    ),
    (
        "About as many respondents say that it helps as say that it stands in the way.",
        "Ongeveer evenveel respondenten zeggen dat die helpt als dat die in de weg zit.",
    ),
    (
        "For each, about as many respondents say that it helps as say that it stands in the way.",
        "Van elk zeggen ongeveer evenveel respondenten dat die helpt als dat die in de weg zit.",
    ),
    (
        "There (?:is|are) <N> factors? that somebody from a municipality explicitly says played no part(?P<such>:|, including) <L>.",
        "Van {N} factoren zegt iemand uit een gemeente uitdrukkelijk dat die geen rol speelden{such} {L}.",
    ),
    (
        "There is no factor that anybody from a municipality explicitly says played no part.",
        "Van geen enkele factor zegt iemand uit een gemeente uitdrukkelijk dat die geen rol speelde.",
    ),
    (
        "<N> factors? in the codebook (?:is|are) not named by anybody from a municipality(?P<such>:|, including) <L>.",
        "{N} factoren uit het codeboek worden door niemand uit een gemeente genoemd{such} {L}.",
    ),
    (
        "None of the factors in the codebook for <P> is named by anybody from a municipality.",
        "Geen enkele factor uit het codeboek voor het {P} wordt door iemand uit een gemeente genoemd.",
    ),
    # Streams, window, entrepreneur.
    (
        "The <S> stream comes up most often: <W> (?:name|names) a factor from it.",
        "Het vaakst gaat het over de stroom {S}: {W} noemen daaruit een factor.",
    ),
    (
        "The <S> streams come up most often: <W> (?:name|names) a factor from each of them.",
        "Het vaakst gaat het over de stromen {S}: uit elk daarvan noemen {W} een factor.",
    ),
    (
        "The lowest count is for the <S> streams?, with <W>.",
        "Het minst vaak gaat het over de stroom {S}, bij {W}.",
    ),
    (
        "the streams come up equally often in <P>: from each of them, <W> (?:name|names) at least one factor.",
        "komen de stromen bij het {P} even vaak langs. Uit elke noemen {W} minstens één factor.",
    ),
    (
        "From the <S> stream,? <W> (?:name|names) at least one factor in <P>.",
        "Uit de stroom {S} noemen {W} minstens één factor bij het {P}.",
    ),
    (
        "nobody from a municipality names a factor from any of the streams in <P>.",
        "noemt niemand uit een gemeente een factor uit de stromen bij het {P}.",
    ),
    (
        "Nobody from a municipality names a factor from any stream.",
        "Niemand uit een gemeente noemt een factor uit de stromen.",
    ),
    ("Nobody from a municipality names a factor.", "Niemand uit een gemeente noemt een factor."),
    (
        "<W> from municipalities (?:name|names) an open window.",
        "{W} uit gemeenten noemen een open venster.",
    ),
    (
        "Of these, <N> also (?:name|names) factors from every stream.",
        "Van hen noemen er {N} ook factoren uit elke stroom.",
    ),
    (
        "All of them also name factors from every stream.",
        "Zij noemen allemaal ook factoren uit elke stroom.",
    ),
    (
        "None of them names factors from every stream.",
        "Van hen noemt niemand factoren uit elke stroom.",
    ),
    (
        "Nobody from a municipality names an open window in <P>.",
        "Niemand uit een gemeente noemt een open venster bij het {P}.",
    ),
    ("<W> (?:name|names) a policy entrepreneur.", "{W} noemen een beleidsondernemer."),
    (
        "Nobody brings up a policy entrepreneur in <P>.",
        "Een beleidsondernemer komt bij het {P} niet ter sprake.",
    ),
    # Two phases.
    (
        "<N> factors? helps? <B>(?P<such>:|, including) <L>.",
        "{N} factoren helpen {B}{such} {L}.",
    ),
    (
        "<N> factors? stands? in the way <B>(?P<such>:|, including) <L:hinders>.",
        "{N} factoren zitten {B} in de weg{such} {L}.",
    ),
    (
        "There is no factor that helps <B>, according to enough respondents.",
        "Geen enkele factor helpt volgens genoeg respondenten {B}.",
    ),
    (
        "<N> factors? switch(?:es)?<T>(?P<such>:|, including) <F>. In one phase (?:it|they) mainly helps?, in the other (?:it|they) mainly stands? in the way.",
        "{N} factoren slaan om{T}{such} {F}. In de ene fase helpen zij vooral, in de andere zitten zij vooral in de weg.",
    ),
    (
        "No factor switches between help and hindrance<T> for enough people.",
        "Geen enkele factor slaat volgens genoeg respondenten om{T} van helpen naar belemmeren, of andersom.",
    ),
    (
        "(?:There are )?<N> factors? (?:that )?seems? to switch(?P<such>:|, including) <F>. Too few respondents say so to build on this.",
        "Bij {N} factoren lijkt het om te slaan{such} {F}. Te weinig respondenten zeggen dat om erop te bouwen.",
    ),
    (
        "<N> factors? <O> (?:is|are) <A> by respondents from municipalities(?P<such>:|, including) <F>.",
        "{N} factoren {O} worden in gemeenten {A}{such} {F}.",
    ),
    (
        "Only for <F> is the difference larger than chance would lead you to expect.",
        "Alleen bij {F} is het verschil groter dan u bij toeval verwacht.",
    ),
    (
        "For <N> factors, including <F>, the difference is larger than chance would lead you to expect.",
        "Bij {N} factoren is het verschil groter dan u bij toeval verwacht, zoals {F}.",
    ),
    (
        "For <F>, the difference is larger than chance would lead you to expect.",
        "Bij {F} is het verschil groter dan u bij toeval verwacht.",
    ),
    (
        "No difference is large enough to rule out chance as an explanation.",
        "Geen enkel verschil is zo groot dat toeval als verklaring afvalt.",
    ),
    (
        "The largest (?P<way>fall|rise): <F>, from <W> to (?P<then>nobody|<N>).",
        "De grootste {way}: {F}, van {W} naar {then}.",
    ),
    (
        "The largest fall, for <N> factors including <F>: <W> fewer.",
        "De grootste daling, bij {N} factoren zoals {F}: {W} minder.",
    ),
    (
        "The largest rise, for <N> factors including <F>: <W> more.",
        "De grootste stijging, bij {N} factoren zoals {F}: {W} meer.",
    ),
    (
        "No factor is named (?P<less>less|more) often in <P>.",
        "Geen enkele factor wordt voor het {P} {less} genoemd.",
    ),
    (
        "Two marks for each factor, one for <P> and one for <P>, on one scale of respondents, for <N> factors?.",
        "Per factor twee tekens op één schaal van respondenten, voor {P} en voor {P2}, voor {N} factoren.",
    ),
    (
        "<K> factors? that (?:is|are) in both phases do(?:es)? the same in both, according to enough respondents.",
        "{K} factoren die in beide fasen staan, doen volgens genoeg respondenten in beide hetzelfde.",
    ),
    (
        "There is no factor that can be compared between the two phases.",
        "Er is geen factor die in beide fasen te vergelijken is.",
    ),
    (
        "No factor is in both phases of the codebook.",
        "Geen enkele factor staat in beide fasen van het codeboek.",
    ),
    (
        "Table with marks for each factor, for <P> and for <P>.",
        "Tabel met tekens per factor, voor {P} en voor {P2}.",
    ),
    ("Helps in both phases: <F>.", "Helpt in beide fasen: {F}."),
    ("Hinders in both phases: <F>.", "Belemmert in beide fasen: {F}."),
    ("Helps and hinders in both phases: <F>.", "Helpt en belemmert in beide fasen: {F}."),
    ("Switches between the phases: <F>.", "Slaat om tussen de fasen: {F}."),
    ("Supported in one phase: <F>.", "Gedragen in één fase: {F}."),
    ("Of these two, named only in <P>: <F>.", "Alleen bij het {P} genoemd: {F}."),
    ("Supported in neither phase: <F>.", "In geen enkele fase gedragen: {F}."),
    ("Named by nobody: <F>.", "Door niemand genoemd: {F}."),
    # Statements above figures, and alternative texts.
    (
        "For <D>, more respondents say [‘']helps[’'] than [‘']hinders[’'].",
        "Meer respondenten zeggen ‘helpt’ dan ‘belemmert’ over {D}.",
    ),
    (
        "(?:A row per factor, and per phase a bar to the left for hinders and one to the right for helps. )?In <P>, no factor is named more often than <F>, by <W>: [‘']helps[’'] <N>, [‘']hinders[’'] <N>.",
        "Bij het {P} is geen factor vaker genoemd dan {F}, door {W}: ‘helpt’ {N}, ‘belemmert’ {N2}.",
    ),
    (
        "(?:A row per factor, and per phase a bar to the left for hinders and one to the right for helps. )?In <P>, nobody from a municipality names a factor.",
        "Bij het {P} noemt niemand uit een gemeente een factor.",
    ),
    (
        "For <K> factors? named, more respondents say [‘']helps[’'] than [‘']hinders[’']. For <N>, it is the other way round.",
        "Bij {K} genoemde factoren zeggen meer respondenten ‘helpt’ dan ‘belemmert’. Andersom is het bij {N}.",
    ),
    (
        "For <K> factors? named, more respondents say [‘']helps[’'] than [‘']hinders[’']. For none of them, it is the other way round.",
        "Bij {K} genoemde factoren zeggen meer respondenten ‘helpt’ dan ‘belemmert’. Andersom is het bij geen enkele.",
    ),
    (
        "For <P>: a row for each factor, with a bar to the left for hinders and one to the right for helps.",
        "Bij het {P}: balken naar links voor belemmert en naar rechts voor helpt, een rij per factor.",
    ),
    (
        "There is no factor that mainly hinders.",
        "Bij geen enkele factor overheerst dat hij belemmert.",
    ),
    (
        "One factor mainly hinders: <F>.",
        "Bij één factor overheerst dat hij belemmert: {F}.",
    ),
    (
        "These factors mainly hinder: <F>.",
        "Bij deze factoren overheerst dat zij belemmeren: {F}.",
    ),
    (
        "Named in every group: <K> factors? for <P>.",
        "In elke groep genoemd: {K} factoren voor het {P}.",
    ),
    (
        "Grid with <N> rows?, one for each factor in <P>, and a column for each group: <G>. Each mark is a respondent. Somebody explicitly says that this played no part: (?P<absent>no factor|<F>).",
        "Raster met {N} rijen, een per factor bij het {P}, en een kolom per groep: {G}. Elk teken is een respondent. Speelde uitdrukkelijk geen rol, volgens iemand: {absent}.",
    ),
    (
        "Named in both rounds: <K> factors? for <P>.",
        "In beide rondes genoemd: {K} factoren voor het {P}.",
    ),
    (
        "In <P>, national organisations and respondents from municipalities name the same factors.",
        "Bij het {P} noemen landelijke organisaties en respondenten uit gemeenten dezelfde factoren.",
    ),
    (
        "In <P>, there is no factor that only national organisations name.",
        "Bij het {P} is er geen factor die alleen landelijke organisaties noemen.",
    ),
    (
        "In <P>, (?:only national organisations name|there is one factor that only national organisations name:) <F>.",
        "Bij het {P} noemen alleen landelijke organisaties {F}.",
    ),
    (
        "In <P>, there are <N> factors that only national organisations name, including <F>.",
        "Bij het {P} zijn er {N} factoren die alleen landelijke organisaties noemen, zoals {F}.",
    ),
    (
        "In <P>, no factor is named only in municipalities.",
        "Een factor die alleen in gemeenten genoemd wordt, is er bij het {P} niet.",
    ),
    (
        "In <P>, one factor is named only in municipalities: <F>.",
        "Alleen in gemeenten bij het {P} genoemd: {F}.",
    ),
    ("Named only in municipalities: <F>.", "Alleen in gemeenten genoemd: {F}."),
    (
        "Named only in municipalities in <P> are <F>.",
        "Alleen in gemeenten bij het {P} genoemd: {F}.",
    ),
    (
        "In <P>, there are <N> factors that are named only in municipalities, including <F>.",
        "Alleen in gemeenten genoemd zijn bij het {P} {N} factoren, zoals {F}.",
    ),
    (
        "For <P>: for each factor, a bar for national organisations and one for respondents from municipalities, each on its own scale.",
        "Bij het {P}: per factor een balk voor landelijke organisaties en een voor respondenten uit gemeenten, elk op een eigen schaal.",
    ),
    ("Named only by national organisations: <F>.", "Alleen landelijk genoemd: {F}."),
    ("Named most often in <P>: <S>.", "Het vaakst genoemd bij het {P}: {S}."),
    (
        "In <P>, each stream was named equally often.",
        "Bij het {P} is elke stroom even vaak genoemd.",
    ),
    (
        "The model, showing how many respondents from municipalities say something about each part.",
        "Het model van twee fasen, met daarin hoeveel respondenten uit gemeenten er iets over zeggen.",
    ),
    (
        "In each phase <N> streams have to come together.",
        "In elke fase moeten {N} stromen samenkomen.",
    ),
    ("<N> streams have to come together.", "{N} stromen moeten samenkomen."),
    (
        "In each phase <N> streams, <S>, run towards a window in which they come together.",
        "In elke fase lopen {N} stromen, {S}, naar een venster waarin ze samenkomen.",
    ),
    (
        "Diagram in which <N> streams, <S>, run towards a window in which they come together.",
        "Schema waarin {N} stromen, {S}, naar een venster lopen waarin ze samenkomen.",
    ),
    (
        "(?:One round: i|The i)nterviews (?:were )?with <N> respondents from <N> municipalities(?:: <G>)?\\.(?! There were also)",
        "Er is gesproken met {N} respondenten uit {N2} gemeenten.",
    ),
    (
        "The study consists of (?:semi-structured )?interviews with <N> respondents from <N> municipalities: <G>.",
        "Er is gesproken met {N} respondenten uit {N2} gemeenten.",
    ),
    ("<N> respondents from <N> municipalities.", "{N} respondenten uit {N2} gemeenten."),
    ("In <P>: <M>.", "Bij het {P}: {M}."),
    (
        "In <P>, <F> go together most often.",
        "Bij het {P} gaan {F} het vaakst samen.",
    ),
    (
        "In <P>, <F> go together most often, and other pairs equally often.",
        "Bij het {P} gaan {F} het vaakst samen, en andere paren even vaak.",
    ),
    (
        "There is no pair of factors that enough respondents name together.",
        "Er is geen paar factoren dat genoeg respondenten samen noemen.",
    ),
    (
        "At the top in <P>: <F>, named together by <N> of the <N> respondents who name at least one of them.",
        "Bovenaan bij het {P}: {F}, samen genoemd door {N} van de {N2} respondenten die er minstens één van noemen.",
    ),
    ("<K> codes? came up with <G>.", "{K} codes kwamen ter sprake bij {G}."),
    ("How many of (?:the )?<N> codes? came up: <X>.", "Van de {N} codes kwamen ter sprake: {X}."),
    (
        "With <G>, <N> of (?:the )?<N> codes? had come up after <N> interviews?.",
        "Bij {G} zijn na {N3} gesprekken {N} van de {N2} codes ter sprake gekomen.",
    ),
    # New factors, saturation, agreement.
    ("all factors come from theory.", "komen alle factoren uit de theorie."),
    (
        "<N> factors? (?:does|do) not come from theory(?P<such>:|, including) <F>.",
        "komen {N} factoren niet uit de theorie{such} {F}.",
    ),
    (
        "(?:It is|They are) not named until the second round.",
        "Die worden pas in de tweede ronde genoemd.",
    ),
    (
        "One of these is not named until the second round: <F>.",
        "Eén daarvan wordt pas in de tweede ronde genoemd: {F}.",
    ),
    (
        "Of these, <N> are not named until the second round(?P<such>:|, including) <F>.",
        "Daarvan worden er {N} pas in de tweede ronde genoemd{such} {F}.",
    ),
    ("Nobody names any of these.", "Niemand noemt er een van."),
    (
        "For <G>, there is no telling whether new interviews would still add anything: too few people were interviewed.",
        "Of nieuwe gesprekken nog iets opleveren, is bij {G} niet te zeggen: daarvoor is met te weinig mensen gesproken.",
    ),
    (
        "For <G>, the point after which new interviews add hardly anything is reached (?P<how>in every order of the interviews that we tried|in almost every order of the interviews|in hardly any order of the interviews|in no order of the interviews that we tried|in about <N> out of a hundred orders of the interviews).",
        "Bij {G} komt er {how} een moment waarna nieuwe gesprekken bijna niets meer opleveren.",
    ),
    (
        "<N> passages were read by more than one coder.",
        "zijn {N} stukjes door meer dan één codeur gelezen.",
    ),
    (
        "Over all codes together, Krippendorff[’']s alpha is <N>, between <N> and <N>. The coders agree in <N> out of a hundred judgements, and Gwet[’']s measure is <N>.",
        "Krippendorffs alfa is over alle codes samen {N}, tussen {N2} en {N3}. In {N4} van de honderd oordelen zeggen de codeurs hetzelfde, en de maat van Gwet is {N5}.",
    ),
    (
        "Over all codes together, Krippendorff[’']s alpha is <N>. The coders agree in <N> out of a hundred judgements, and Gwet[’']s measure is <N>.",
        "Krippendorffs alfa is over alle codes samen {N}. In {N2} van de honderd oordelen zeggen de codeurs hetzelfde, en de maat van Gwet is {N3}.",
    ),
    (
        "Over all codes together, the coders agree (?P<well>well|fairly well|too little)[^.]*.",
        "Over alle codes samen zijn de codeurs het {well} eens.",
    ),
    (
        "Over all codes together: (?P<overall>-?\\d[\\d.]*|not [^.]+). An alpha can be calculated for <N> of (?:the )?<N> factors?.",
        "Over alle codes samen: {overall}. Voor {N} van de {N2} factoren is een alfa te berekenen.",
    ),
    # Groups.
    (
        "In <P>, officials and chain partners differ most on <F>.",
        "Bij het {P} lopen ambtenaren en ketenpartners het meest uiteen over {F}.",
    ),
    (
        "In <P>, officials and chain partners differ most, and equally far, on <F>.",
        "Bij het {P} lopen ambtenaren en ketenpartners het meest, en even ver, uiteen over {F}.",
    ),
    (
        "In <P>, officials and chain partners differ equally far on <N> factors, including <F>.",
        "Bij het {P} lopen ambtenaren en ketenpartners over {N} factoren even ver uiteen, zoals {F}.",
    ),
    (
        "<W> (?:name|names) <F> in <P>, compared with <C>.",
        "{W} noemen {F} bij het {P}, tegen {C}.",
    ),
    (
        "Officials and chain partners name each factor for <P> equally often, in proportion to their numbers.",
        "Ambtenaren en ketenpartners noemen elke factor voor het {P} naar verhouding even vaak.",
    ),
    (
        "there are no respondents from municipalities in the group <G>. Officials and chain partners therefore cannot be compared.",
        "is er in gemeenten niemand gesproken uit de groep {G}. Ambtenaren en ketenpartners zijn dus niet te vergelijken.",
    ),
    (
        "there are no respondents from municipalities. Officials and chain partners therefore cannot be compared.",
        "is er in gemeenten met niemand gesproken. Ambtenaren en ketenpartners zijn dus niet te vergelijken.",
    ),
    # The rules of the book itself.
    (
        "A result is called supported here if at least <N> respondents? from municipalities say so. That is at least a quarter of them, and more than the two largest municipalities have together. So they come from at least three municipalities.",
        "Een uitkomst heet hier gedragen als minstens {N} respondenten uit gemeenten dat zeggen. Dat is minstens een kwart van hen, en het zijn er meer dan de twee grootste gemeenten samen hebben. Zij komen dan dus uit minstens drie gemeenten.",
    ),
    (
        "the test takes somebody who knows a respondent[’']s role and <N> things that respondent named, and nothing else.",
        "is gerekend met iemand die van een respondent de rol kent en {N} dingen die hij noemde, en verder niets.",
    ),
    *(
        (
            f"{knows}: for {english} (?P<often>{OFTEN}){further}.",
            f"Weet die {dutch_knows}: bij {dutch_group} {{often}}{dutch_further}.",
        )
        for knows, dutch_knows in (
            ("If only the factors are known", "alleen welke factoren het waren"),
            ("If the phase of each is known too", "ook bij welke fase elk ervan hoort"),
            ("If it is also known which way each points", "ook welke kant elk ervan op wijst"),
        )
        for english, dutch_group in (
            ("respondents from municipalities", "respondenten uit gemeenten"),
            ("<G>", "{G}"),
        )
        for further, dutch_further in (
            (f", for <G> (?P<often_further>{OFTEN})", ", bij {G} {often_further}"),
            ("", ""),
        )
        if not (english == "<G>" and further)
    ),
    (
        "The two largest municipalities together have <N> respondents?.",
        "De twee grootste gemeenten hebben samen {N} respondenten.",
    ),
    (
        "There is no group in which everybody says of the same factor that it hinders.",
        "In geen enkele groep zegt iedereen van dezelfde factor dat hij belemmert.",
    ),
    (
        "The interviews were with <N> respondents from <N> municipalities. There were also interviews with <N> national organisations.",
        "Er is gesproken met {N} respondenten uit {N2} gemeenten. Daarnaast is gesproken met {N3} landelijke organisaties.",
    ),
    (
        "First <N> national organisations, then <N> respondents from <N> municipalities.",
        "Eerst {N} landelijke organisaties, daarna {N2} respondenten uit {N3} gemeenten.",
    ),
    (
        "In round one, interviews with <N> national organisations. In round two, interviews with <N> respondents from <N> municipalities: officials and chain partners.",
        "In ronde één is gesproken met {N} landelijke organisaties. In ronde twee met {N2} respondenten uit {N3} gemeenten: ambtenaren en ketenpartners.",
    ),
    (
        "The first round was with <N> national organisations. The second round was with <N> ?respondents from <N> municipalities: officials and chain partners.",
        "In de eerste ronde is gesproken met {N} landelijke organisaties. In de tweede ronde met {N2} respondenten uit {N3} gemeenten: ambtenaren en ketenpartners.",
    ),
    (
        "The book uses only statements that were given the same phase, factor and direction both times: <N> of the <N>.",
        "Het boek gebruikt alleen uitspraken die in fase, factor en richting twee keer hetzelfde kregen: {N} van de {N2}.",
    ),
    (
        "For <N> of the <N> statements, the whole stored page was read; for the others, only the beginning.",
        "Bij {N} van de {N2} uitspraken is de hele opgeslagen pagina gelezen, bij de andere alleen het begin.",
    ),
    (
        "Counted here are only statements about a factor in this book[’']s codebook. The table has another <N> about other factors; this book does not use those.",
        "Geteld zijn hier alleen uitspraken over een factor uit het codeboek van dit boek. Over andere factoren staan er nog {N} in de tabel; die gebruikt dit boek niet.",
    ),
    # Beside advice and on the factsheet, where the interviews are real.
    (
        "(?:From the interviews\\. ?)?<L>: helps with <P> \\(<N> of <N>\\), (?P<firm>supported|tentative, because few people say so|not found)[.;]",
        "{L}: helpt bij het {P} ({N} van {N2}), {firm}.",
    ),
    (
        "(?:From the interviews\\. ?)?<L>: helps with <P> \\(<N> of <N>; at least three municipalities\\), (?P<firm>supported|tentative, because few people say so|not found)[.;]",
        "{L}: helpt bij het {P} ({N} van {N2}; minstens drie gemeenten), {firm}.",
    ),
    (
        "(?:From the interviews\\. ?)?<L:hinders>: stands in the way of <P> \\(<N> of <N>\\), (?P<firm>supported|tentative, because few people say so|not found)[.;]",
        "{L}: belemmert bij het {P} ({N} van {N2}), {firm}.",
    ),
    (
        "(?:From the interviews\\. ?)?<L:hinders>: stands in the way of <P> \\(<N> of <N>; at least three municipalities\\), (?P<firm>supported|tentative, because few people say so|not found)[.;]",
        "{L}: belemmert bij het {P} ({N} van {N2}; minstens drie gemeenten), {firm}.",
    ),
    (
        "(?:From the interviews\\. ?)?<F>: (?P<turn>switches|seems to switch) between <P> and <P> \\(<N>, <N> of <N>\\), (?P<firm>supported|tentative, because few people say so)[.;]",
        "{F}: {turn} tussen het {P} en het {P2} ({N}, {N2} van {N3}), {firm}.",
    ),
    (
        "(?:From the interviews\\. ?)?<F>: that it switches between <P> and <P> was not found[.;]",
        "{F}: dat die omslaat tussen het {P} en het {P2}, is niet gevonden.",
    ),
    ("<R> \\(<N> of <N>\\)(?=$|[ .;])", "{R} ({N} van {N2})"),
    ("<R> <N> of <N>(?=$|(?-i: [A-Z]))", "{R} {N} van {N2}"),
]
"""English sentences with holes, and the Dutch for each."""

WORDS = {
    "never": "nooit",
    "hardly ever": "vrijwel nooit",
    "almost always": "bijna altijd",
    "always": "altijd",
    ":": ":",
    ", including": ", zoals",
    "fall": "daling",
    "rise": "stijging",
    "less": "minder vaak",
    "more": "vaker",
    "no factor": "geen enkele factor",
    "in every order of the interviews that we tried": "in elke volgorde die wij probeerden",
    "in almost every order of the interviews": "in bijna elke volgorde",
    "in hardly any order of the interviews": "in bijna geen enkele volgorde",
    "in no order of the interviews that we tried": "in geen enkele volgorde die wij probeerden",
    "well": "goed",
    "fairly well": "redelijk",
    "too little": "te weinig",
    "supported": "gedragen",
    "tentative, because few people say so": "voorzichtig, want weinig mensen zeggen het",
    "not found": "niet gevonden",
    "nobody": "niemand",
    "switches": "slaat om",
    "seems to switch": "lijkt om te slaan",
}
"""Words that a sentence may have in the place of one another."""

RELATIVE = {
    "B": "bij {} en bij {}",
    "T": " tussen {} en {}",
    "O": "uit de fasen {} en {}",
    "A": "wel bij {} genoemd en niet bij {}",
}
"""How the Dutch names two phases where the study has more."""
HOLE = re.compile(r"<(?:(L):(\w+)|(\w))>")
NAMES = r"[^.:;()]+?"


class English:
    """The English of a study, by its own words for phases, streams, groups and factors."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.words, self.dutch = OwnWords(evidence, "en"), OwnWords(evidence, "nl")
        self.names: dict[str, list[tuple[str, str, str]]] = {}
        for (phase, factor), row in evidence.codes.items():
            for kind in ("label", "helps", "hinders"):
                name = row[f"{kind}_en"]
                if kind == "hinders" and not name:
                    name = f"problems with {row['label_en']}"
                if name:
                    self.names.setdefault(name.lower(), []).append((phase, factor, kind))

    @cached_property
    def patterns(self) -> list[tuple[re.Pattern[str], list[tuple[str, str, str]], str]]:
        """Every pattern, with its holes in their order, and the Dutch."""
        return [(*self._compiled(english), template) for english, template in SENTENCES]

    def _compiled(self, english: str) -> tuple[re.Pattern[str], list[tuple[str, str, str]]]:
        noun, phases, groups, streams = map(
            any_of, (self.words.nouns, self.words.phases, self.words.groups, self.words.streams)
        )
        n = NUMBER
        share = rf"(?:all {n}|both|the only|none of the {n}|{n} of the {n}|no(?= ))"
        people = rf"(?:all {n}|both|the only|none of the {n}|{n} of the {n}|{n}) (?:{noun})"
        bodies = {
            "N": n,
            "P": phases,
            "W": rf"(?:nobody|{people})",
            "L": NAMES,
            "F": NAMES,
            "R": NAMES,
            "S": rf"(?:{streams}|, | and )+",
            "G": rf"(?:{groups}|, | and )+",
            "C": rf"(?:{people}|(?:all |no )(?:{noun})|(?:{noun})|, | and )+",
            "K": share,
            "D": rf"(?:(?:, | and )?{share} factors? named in (?:{phases}))+",
            "X": r"[^.]+?",
            "I": rf"(?:(?:, | and )?(?:in )?(?:{phases}))+",
            "M": rf"(?:{streams}) stream [^.]+?",
            "B": rf"in both phases|in (?:{phases}) and in (?:{phases})",
            "T": rf"(?: between (?:{phases}) and (?:{phases}))?",
            "O": rf"coded for both phases|coded for both (?:{phases}) and (?:{phases})",
            "A": rf"(?:named )?only (?:in|for) (?:{phases})"
            rf"|(?:named )?(?:in|for) (?:{phases}) and not (?:in|for) (?:{phases})",
        }
        holes: list[tuple[str, str, str]] = []
        count: dict[str, int] = {}

        def hole(match: re.Match[str]) -> str:
            kind, claim = match[1] or match[3], match[2] or ""
            count[kind] = count.get(kind, 0) + 1
            name = f"{kind}{count[kind] if count[kind] > 1 else ''}"
            holes.append((name, kind, claim))
            return f"(?P<{name}>{bodies[kind]})"

        # A full stop at the end of a sentence is one, and not any letter.
        literal = re.sub(r"(?<!\[\^)(?<!\\)\.(?=$| )", r"\\.", english)
        of_study = HOLE.sub(hole, self.words.pattern(literal))
        return re.compile(of_study, re.IGNORECASE), holes

    def said(self, text: str, phase: str) -> Iterator[tuple[str, str]]:
        """The sentences of a passage, each with its Dutch, or with nothing if there is none."""
        rest = text
        while rest:
            for pattern, holes, template in self.patterns:
                match = pattern.match(rest)
                if match and match.end():
                    said = self._dutch(match, holes, template, phase)
                    yield match[0], said[0].upper() + said[1:] if match[0][0].isupper() else said
                    rest = rest[match.end() :].lstrip()
                    break
            else:
                sentence, *more = SENTENCE.split(rest, maxsplit=1)
                yield sentence, ""
                rest = more[0] if more else ""
            if rest:
                rest = rest[0].upper() + rest[1:]

    def _dutch(self, match: re.Match[str], holes: list, template: str, phase: str) -> str:
        found = match.groupdict()
        words: dict[str, str] = {}
        here = next((self.words.phase(found[n]) for n, k, _ in holes if k == "P" and found[n]), "")
        for name, kind, claim in holes:
            if found[name] is not None:
                words[name] = self._word(kind, found[name], here or phase, claim)
        for name, text in found.items():
            if name not in words and text is not None and len(name) > 2:
                words[name] = self._choice(name, text, words)

        dutch_text = self.dutch.fill(template.replace("het {P", "{P"))
        return re.sub(r"\{(\w+)\}", lambda blank: words[blank[1]], dutch_text)

    def _choice(self, name: str, text: str, words: dict[str, str]) -> str:
        low = text.lower()
        if low in WORDS:
            return WORDS[low]
        if name == "how":
            return f"in ongeveer {words['N']} van de honderd volgordes"
        if name.startswith("often"):
            return f"in ongeveer {re.findall(NUMBER, text)[0]} van de honderd gevallen"
        if name == "overall" and not re.match(r"-?\d", text):
            return "niet te zeggen"
        return self.factors(text, "") if name == "absent" else in_dutch(text)

    def _word(self, kind: str, text: str, phase: str, claim: str) -> str:
        if kind == "N":
            return in_dutch(text)
        if kind == "P":
            return self._the(text)
        if kind == "I":
            phases = re.findall(any_of(self.words.phases), text.lower())
            return enumerated(list(map(self._the, phases)), "en")
        if kind in RELATIVE:
            return self._relative(kind, text.lower())
        if kind == "W":
            return self.people(text)
        if kind in "LFR":
            return self.factors(text, phase, {"L": claim or "helps"}.get(kind, ""))
        if kind == "S":
            return self._list(text, self._in_dutch(self.words.streams))
        if kind == "G":
            return self._list(text, self._in_dutch(self.words.groups))
        if kind == "C":
            parts = re.split(r", | and ", text)
            return ", ".join(self.people(part) for part in parts)
        if kind == "D":
            each = rf"(.+?) factors? named in ({any_of(self.words.phases)})(?:, | and |$)"
            return ", ".join(
                f"{self._share(some)} genoemde factoren bij {self._the(phase)}"
                for some, phase in re.findall(each, text.lower())
            )
        if kind == "K":
            return self._share(text)
        if kind == "X":
            groups = self._in_dutch(self.words.groups)
            return re.sub(
                rf"({NUMBER}) with ({any_of(groups)})",
                lambda m: f"{in_dutch(m[1])} bij {groups[m[2].lower()]}",
                text.replace(" and ", " en "),
                flags=re.IGNORECASE,
            )
        return ", ".join(self._part(part) for part in text.split(", "))

    def _part(self, part: str) -> str:
        name, number = re.fullmatch(
            r"(open window|.+? stream) (no code|nobody|\d+ of \d+)", part
        ).groups()
        words = {"no code": "geen code", "nobody": "niemand"}
        said = words.get(number, number.replace(" of ", " van "))
        if name == "open window":
            return f"open venster {said}"
        stream = self._in_dutch(self.words.streams)[name.removesuffix(" stream").lower()]
        return f"stroom {stream} {said}"

    def _the(self, phase: str) -> str:
        """A phase in Dutch, as in "bij het agenderen"."""
        return self.dutch.the[self.words.phase(phase)]

    def _in_dutch(self, english: dict[str, str]) -> dict[str, str]:
        """English words for streams or groups, with the Dutch for each."""
        known = self.dutch.streams | self.dutch.groups
        ours = {name: word for word, name in reversed(known.items())}
        return {word: ours[name] for word, name in english.items()}

    def _share(self, text: str) -> str:
        """How much of something, in Dutch."""
        low = text.lower()
        whole = {"both": "beide", "the only": "de enige", "no": "geen enkele"}
        if low in whole:
            return whole[low]
        numbers = [in_dutch(n) for n in re.findall(rf"(?<!\w){NUMBER}(?!\w)", low)]
        if low.startswith("all "):
            return f"alle {numbers[0]}"
        if low.startswith("none "):
            return f"geen van de {numbers[-1]}"
        return " van de ".join(numbers)

    def _relative(self, kind: str, text: str) -> str:
        """How two phases are compared, in Dutch."""
        phases = re.findall(rf"\b({any_of(self.words.phases)})\b", text)
        one, *other = map(self._the, phases) if phases else ("",)
        if kind == "A":
            lacking = other[0] if other else ""
            return f"wel bij {one} genoemd en niet bij {lacking}" if other else f"alleen bij {one}"
        without = {"B": "in beide fasen", "T": "", "O": "uit beide fasen"}[kind]
        return RELATIVE[kind].format(one, *other) if phases else without

    def head(self, words: str) -> str:
        """A heading of a table in Dutch."""
        if words in HEADS:
            return HEADS[words]
        of = re.fullmatch(r"(Helps|Hinders) \((.+)\)", words)
        phases, low = self.words.phases, words.lower()
        if of and of[2].lower() in phases:
            return f"{HEADS[of[1]]} ({phases[of[2].lower()]})"
        rounds = {
            self.words.national: self.dutch.national,
            self.words.places[0]: self.dutch.places[0],
        }
        if low in rounds:
            return rounds[low]
        return phases.get(low) or self._in_dutch(self.words.groups).get(low) or words

    def cell(self, words: str, head: str = "") -> str:
        """A cell of a table in Dutch; numbers of downloads are written the same in both."""
        low = words.lower()
        if head in ("Factor", "en factor", "factor_name", "label_a", "label_b"):
            return CELLS.get(low) if low == "all codes together" else self.factors(words, "")
        if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+", words):
            return words.replace(",", ".")
        if low == self.words.places[0]:
            return self.dutch.places[0]
        if low == self.words.fill("respondents from municipalities"):
            return self.dutch.fill("respondenten uit gemeenten")
        if low in CELLS:
            return CELLS[low]
        known = self.words.phases | self._in_dutch(self.words.groups | self.words.streams)
        if low in known:
            return known[low]
        more = re.fullmatch(r"(.*\S) and (\d+) more", words)
        return f"{more[1]} en nog {more[2]}" if more else words

    def people(self, text: str) -> str:
        """A number of people in Dutch."""
        low = text.lower()
        if low == "nobody":
            return "niemand"
        nouns = self._nouns
        noun = next((n for n in sorted(nouns, key=len, reverse=True) if low.endswith(n)), None)
        if noun is None:
            return f"[{text}]"
        numbers = [in_dutch(n) for n in re.findall(rf"(?<!\w){NUMBER}(?!\w)", low)]
        there = nouns[noun]
        if low.startswith("all "):
            return f"alle {numbers[0]} {there}"
        if low.startswith("both "):
            return f"beide {there}"
        if low.startswith("the only "):
            return f"de enige {there}"
        if low.startswith("none of the "):
            return f"geen van de {numbers[-1]} {there}"
        if low.startswith("no ") and noun == low.removeprefix("no "):
            return f"geen enkele {there}" if not there.endswith(("en", "s")) else f"geen {there}"
        return f"{' van de '.join(numbers)} {there}"

    @cached_property
    def _nouns(self) -> dict[str, str]:
        """English words for people, with the Dutch for each."""
        found = {"respondents": "respondenten", "respondent": "respondent"}
        for role in self.evidence.study["roles"]:
            for form in ("one", "many"):
                found[role[f"{form}_en"].lower()] = role[f"{form}_nl"].lower()
        return found

    def factors(self, text: str, phase: str, kind: str = "") -> str:
        """Names of factors in Dutch; a reading remains the reading of what it says."""
        found = dutch.listed(text, self.names, "and")
        if found is None:
            return f"[{text}]"
        names = []
        for name in found:
            meant = self.names[name.lower()]
            meant = [m for m in meant if m[0] == (phase or m[0])] or meant
            chosen = next((m for m in meant if m[2] == kind), meant[0])
            row = self.evidence.codes[chosen[0], chosen[1]]
            names.append(row[f"{chosen[2]}_nl"] or f"problemen met {row['label_nl']}")
        return enumerated(names, "en")

    def _list(self, text: str, words: dict[str, str]) -> str:
        found = dutch.listed(text, words, "and") or [text]
        return enumerated([words.get(name.lower(), f"[{name}]") for name in found], "en")


HOW_TO_READ = frozenset(
    line
    for line in """
Somebody who names a factor ten times counts once.
There are five counts for each factor, each with its own name:
One respondent can say both that a factor helps and that it hinders, and then counts in both.
One respondent can say both that a factor helps and that it hinders, and then counts twice.
Each mark is a respondent, sorted by what they said; so the same place in two rows is not the same person.
Somebody who names a factor and also says that it played no part is shown under named; in the table they count in both.
If two factors go together, one need not cause the other.
Factors that the codebook has in only one of the two are left out.
The thicker the line, the more respondents name at least one factor from that stream.
So there are only counts per group, and not all of those either: anybody who knows, for every pair of factors, how often the two go together can reconstruct rows.
Where the codebook has nothing for a phase, it says ‘no code’.
The table has all pairs but those with fewer than three respondents.
Within one municipality, that is only half true.
No factor and no person comes with anything about municipalities, not even a count.
No factor and no respondent comes with anything about municipalities.
A circle is a code from theory, a diamond a new one.
Well-known examples are Kotter, who ends with anchoring the change in the culture, and Fernandez and Rainey, who name eight factors for the public sector.
""".splitlines()
    if line
)
"""Sentences that say how to read the numbers, and have none of their own."""

HEADS = {
    "Phase": "Fase",
    "Stream": "Stroom",
    "Factor": "Factor",
    "Group": "Groep",
    "Round": "Ronde",
    "Named": "Genoemd",
    "Helps": "Helpt",
    "Hinders": "Belemmert",
    "Neutral": "Neutraal",
    "Played no part": "Speelde geen rol",
    "Not discussed": "Niet besproken",
    "Out of": "Van totaal",
    "of": "van",
    "Respondents": "Respondenten",
    "Difference": "Verschil",
    "Probability by chance": "Kans bij toeval",
    "Relation": "Verhouding",
    "and factor": "en factor",
    "Together": "Samen",
    "At least one": "Minstens één",
    "Jaccard": "Jaccard",
    "Interviews": "Gesprekken",
    "Expected": "Verwacht",
    "Lower bound": "Onder",
    "Upper bound": "Boven",
    "Codes in total": "Codes in totaal",
    "Passages": "Stukjes",
    "How often used": "Hoe vaak gegeven",
    "Same": "Gelijk",
    "Alpha": "Alfa",
    "Alpha, lower": "Alfa onder",
    "Alpha, upper": "Alfa boven",
    "Gwet": "Gwet",
    "First round": "Landelijk",
    "Second round": "Gemeenten",
    "Unit": "Eenheid",
    "Source": "Bron",
    "Description": "Omschrijving",
    "Number": "Aantal",
    "Number of respondents": "Aantal respondenten",
    "Direction": "Richting",
    "Rows": "Regels",
    "name it": "noemt hem",
}
CELLS = {
    "all codes together": "alle codes samen",
    "no code": "geen code",
    "open window": "open venster",
    "policy entrepreneur": "beleidsondernemer",
    "helps": "helpt",
    "hinders": "belemmert",
    "neutral": "neutraal",
    "played no part": "speelde geen rol",
    "were interviewed": "met wie is gesproken",
    "name the factor": "noemt de factor",
    "say that it helps": "zegt dat het helpt",
    "say that it hinders": "zegt dat het belemmert",
    "give no direction": "noemt geen richting",
    "say that it played no part": "zegt dat het geen rol speelde",
    "not discussed": "niet besproken",
    "helps in both": "helpt in beide",
    "hinders in both": "belemmert in beide",
    "helps and hinders in both": "helpt en belemmert in beide",
    "switches": "slaat om",
    "supported in one phase": "gedragen in één fase",
    "only in the earlier phase": "alleen eerder",
    "only in the later phase": "alleen later",
    "supported in neither phase": "in geen fase gedragen",
    "in the codebook in one of the two": "in het codeboek in één van beide",
    "not named": "niet genoemd",
    "municipalities": "gemeenten",
    "respondents": "respondenten",
}
"""What stands in cells of tables."""
