"""Wrong numbers in the English edition: for every kind of claim one."""

from tests.support.sceptic.english import NUMBER
from tests.support.sceptic.planting import Plant

AGENDA, SECURE = "en/chapters/resultaten-agenderen.html", "en/chapters/resultaten-borgen.html"
BETWEEN, GROUPS = "en/chapters/resultaten-verhouding.html", "en/chapters/resultaten-groepen.html"
NEW, RESULTS = "en/chapters/resultaten-nieuw.html", "en/chapters/resultaten.html"
METHOD, SUPPORT = "en/chapters/methode.html", "en/factoren/steun.html"
BOOK = "en/mensenhandel-gemeenten-en.pdf"
N = f"({NUMBER})"

PLANTS: dict[str, Plant] = {
    "most": Plant(
        "en/chapters/conclusie.html",
        r"what helps with agenda setting: .{0,240}?>(a case that attracts a lot of attention)<",
        "support from the leadership",
    ),
    "supported at all": Plant(RESULTS, rf"{N} factors help with agenda setting"),
    "most said": Plant(AGENDA, rf"most often helps .{{0,200}}?according to {N} of the sixteen"),
    "size": Plant(AGENDA, rf"counts {N} respondents from municipalities\."),
    "helps": Plant(AGENDA, rf'class="hoeveel">{N} of \d+<'),
    "hinders": Plant(
        "en/factoren/middelen.html",
        rf"{N} of the sixteen respondents from municipalities say that this (?:hinders|stands in the way of) embedding",
    ),
    "dots": Plant(AGENDA, r'stippen"[^>]*>(●)', ""),
    "supported": Plant(AGENDA, r"(<li><p><a [^>]*cijfers\.html#uitkomst.*?</li>)", ""),
    "in order": Plant(AGENDA, rf'class="hoeveel">({NUMBER}) of \d+<', "2"),
    "leads to": Plant(AGENDA, r'ranglijst helps">.{0,99}?factoren/(gebeurtenis)\.html', "cijfers"),
    "status": Plant(SUPPORT, r"(Supported)\.", "Tentative"),
    "whose page": Plant(
        SUPPORT,
        r"this helps with agenda setting: (support from the leadership)\.",
        "figures on human trafficking",
    ),
    "in three municipalities": Plant(
        SUPPORT, r"least three municipalities: in (agenda setting and embedding)\.", "embedding"
    ),
    "in both": Plant(BETWEEN, rf"{N} factors in the demonstration help"),
    "turning": Plant(
        "en/chapters/conclusie.html",
        r"(No factor switches between help and hindrance for enough people\.)",
        "One factor switches: change of administration. In one phase it mainly helps, in the other it mainly stands in the way.",
    ),
    "turns": Plant(
        "en/factoren/bestuurswisseling.html",
        r"(The interviews do not show that the factor change of administration switches, from help to hindrance or the other way round)",
        "The factor change of administration switches: in one phase it mainly helps, in the other it mainly stands in the way",
    ),
    "tends to turn": Plant(
        "en/factoren/middelen.html",
        r"(stands in the way in both phases)\. Number",
        "seems to switch: in one phase it mainly helps, in the other it mainly stands in the way",
    ),
    "tending": Plant(
        BETWEEN,
        r"(No factor switches between help and hindrance for enough people\.)",
        "One factor seems to switch: resources. Too few respondents say so to build on this.",
    ),
    "discussed": Plant(RESULTS, rf"Embedding was discussed with {N} of the sixteen"),
    "not discussed with": Plant(
        SECURE, rf"Embedding was not discussed with {N} of the sixteen respondents"
    ),
    "the others": Plant(RESULTS, r"with (the other one), this phase", "the others"),
    "split": Plant(SECURE, rf"{N} factors seem to work both ways"),
    "absent": Plant(AGENDA, rf"There are {N} factors that somebody from a municipality explicitly"),
    "unnamed": Plant(
        AGENDA,
        r"not named by anybody from a municipality: .{0,200}?>(value acceptability)<",
        "figures",
    ),
    "streams": Plant(AGENDA, r"The (problem and politics) streams", "problem and policy"),
    "streams said": Plant(
        AGENDA, rf"The lowest count is for the policy stream, with {N} respondents"
    ),
    "window": Plant(AGENDA, rf"{N} of the sixteen respondents from municipalities name an open"),
    "window and every stream": Plant(AGENDA, rf"Of these, {N} also name factors"),
    "entrepreneur": Plant(AGENDA, rf"{N} of the sixteen respondents name a policy entrepreneur"),
    "different": Plant(BETWEEN, r"Only for .{0,200}?>(focusing event)<", "resources"),
    "largest": Plant(BETWEEN, rf"The largest fall: [^,]+, from {N} respondents to"),
    "shared": Plant(BETWEEN, rf"Of the {N} factors that are in both phases"),
    "same in both": Plant(BETWEEN, rf"{N} of the \w+ factors that are in both phases"),
    "category": Plant(
        BETWEEN, r"Helps in both phases: (leadership support) and", "national government"
    ),
    "factors": Plant(BETWEEN, r"Supported in neither phase: (national government and )", ""),
    "phases told of": Plant(RESULTS, r"factors named in (agenda setting) and", "embedding"),
    "most named": Plant(
        RESULTS, rf"no factor is named more often than leadership support, by {N} "
    ),
    "more help": Plant(AGENDA, rf"For {N} of the fifteen factors named"),
    "named at all": Plant(AGENDA, rf"of the {N} factors named"),
    "more hinder": Plant(AGENDA, rf"For {N}, it is the other way round"),
    "mostly hindering": Plant(AGENDA, r"These factors mainly hinder: (spotting signs, )", ""),
    "named": Plant(GROUPS, rf"{N} of the nine officials name"),
    "neutral": Plant(
        "en/figures/richting-agenderen.csv", r"national government,\d+,\d+,\d+,(\d+),"
    ),
    "silent": Plant("en/figures/groepen-agenderen.csv", r"figures,ambtenaar,\d+,\d+,(\d+),"),
    "named in every group": Plant(GROUPS, rf"Named in every group: {N} of the"),
    "codes": Plant(GROUPS, rf"Grid with {N} rows, one for each factor in agenda setting"),
    "absent, any group": Plant(
        GROUPS, r"says that this played no part: (spotting signs)", "figures"
    ),
    "in both rounds": Plant(GROUPS, rf"Named in both rounds: {N} of the sixteen factors"),
    "alone": Plant(
        GROUPS,
        r"In (embedding), there is no factor that only national organisations name",
        "agenda setting",
    ),
    "apart": Plant(GROUPS, r"differ most on .{0,200}?>(interest groups)<", "figures"),
    "stream": Plant(RESULTS, rf"In agenda setting: problem stream {N} of"),
    "streams of the model": Plant("en/notebooks/model.html", rf"In each phase {N} streams have"),
    "pair": Plant(
        GROUPS,
        r"In agenda setting, (focusing event) and leadership support go together most",
        "figures",
    ),
    "one best pair": Plant(
        GROUPS,
        r"In embedding, routines and change of administration (go together most often)",
        "go together most often, and other pairs equally often",
    ),
    "together": Plant(GROUPS, rf"named together by {N} of the"),
    "either": Plant("en/figures/samenhang.csv", r"leadership support,\d+,(\d+),"),
    "jaccard": Plant("en/figures/samenhang.csv", r"leadership support,\d+,\d+,(0\.\d+),"),
    "came up": Plant(NEW, rf"codes came up: {N} with"),
    "all codes": Plant(NEW, rf"of the {N} codes came up"),
    "new": Plant(NEW, rf"{N} factors do not come from theory"),
    "later": Plant(
        NEW,
        r"until the second round: .{0,200}?>(regional cooperation)<",
        "spotting signs",
    ),
    "too few": Plant(NEW, r"For (national organisations), there is no telling", "officials"),
    "meets the threshold": Plant(NEW, r"in about (\d+) out of a hundred orders", "52"),
    "expected": Plant("en/figures/nieuw.csv", r"landelijk,2,(\d+\.\d+),", "23.1944"),
    "expected lies between": Plant("en/figures/nieuw.csv", r"landelijk,2,[\d.]+,(\d+),", "26"),
    "units": Plant(NEW, rf"{N} passages were read by more than one coder"),
    "alpha": Plant(NEW, r"alpha is (\d\.\d+), between"),
    "alpha lies between": Plant(NEW, r"between (0\.\d+) and", "0.81"),
    "alpha in a word": Plant(NEW, r"the coders agree (fairly well)", "well"),
    "factors with an alpha": Plant(NEW, rf"calculated for {N} of the \d+ factors"),
    "raw": Plant(NEW, rf"in {N} out of a hundred judgements"),
    "gwet": Plant(NEW, r"Gwet.s measure is (\d\.\d+)"),
    "prevalence": Plant("en/figures/overeenstemming.csv", r"routines,\d+,(0\.\d+),"),
    "chance": Plant(
        "en/figures/factoren.csv",
        r"leadership support,politiek,\d+,\d+,-?\d+,(0\.\d+),",
        "0.04",
    ),
    "difference": Plant("en/figures/factoren.csv", r"resources,beleid,\d+,\d+,(\d+),", "5"),
    "no code": Plant("en/figures/verhouding.csv", r"routines,only_coded,(),", "0"),
    "least": Plant(RESULTS, rf"supported here if at least {N} respondents"),
    "known of somebody": Plant(
        "en/chapters/dataverantwoording.html", rf"role and {N} things that respondent"
    ),
    "recognised": Plant(
        "en/chapters/dataverantwoording.html", r"in about (\d+) out of a hundred", "45"
    ),
    "two largest": Plant("en/chapters/dataverantwoording.html", rf"together have .{{0,120}}?{N}<"),
    "design": Plant(METHOD, rf"respondents from {N} municipalities"),
    "statements": Plant(
        METHOD, rf"of the (?:<[^>]*>)?{N}(?:<[^>]*>)? statements, the whole stored"
    ),
    "statements alike": Plant(METHOD, rf"direction both times: (?:<[^>]*>)?{N}"),
    "statements read whole": Plant(
        METHOD, rf"For (?:<[^>]*>)?{N}(?:<[^>]*>)? of the (?:<[^>]*>)?\d+(?:<[^>]*>)? statements"
    ),
    "statements elsewhere": Plant(
        METHOD,
        r"<p>()This book also uses",
        "Counted here are only statements about a factor in this book’s codebook. "
        "The table has another 3 about other factors; this book does not use those. ",
    ),
    "round": Plant("en/figures/respondenten.csv", r"(2),ambtenaar", "1"),
    "rows of": Plant("en/factoren/zicht.html", r"<p>(279), ", "280"),
    "advice rests on": Plant(
        SUPPORT, r"(?:<p>|\. )()Named in", "There is no recommendation on this factor. "
    ),
    "used": Plant(
        SUPPORT, r"(?:<p>|\. )()Named in", "No passage of an interview was given this code. "
    ),
}
"""By the kind of claim that they spoil; "one voice" is a sentence without a number, and has none."""

IN_PRINT = {
    "an English sentence": Plant(BOOK, rf"(?:^|[.:] ){N} of the sixteen respondents from"),
    "an English page of a factor": Plant(BOOK, rf"Supported\. {N} of the sixteen respondents"),
    "an English list": Plant(BOOK, rf"A case that attracts a lot of attention {N} of 16"),
    "the English card of a factor": Plant(BOOK, rf"^officials \(9\) {N} \d+ \d+ \d+ \d+$"),
    "an English statement": Plant(BOOK, rf"For {N} of the fifteen factors named"),
}
"""Wrong numbers in the text of the print."""
