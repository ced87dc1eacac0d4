"""Sentences in the book that are true only while the figures say so.

If a figure changes so that one of these fails, the sentence named in the test is no longer true and
has to be rewritten.
"""

import pytest

from study.data import tables
from study.findings import public_figures
from study.study_file import ROUND_OF_PLACES, STUDY


@pytest.fixture(scope="module")
def n() -> dict[str, float]:
    """Values of all named numbers."""
    registered = tables.read("registered_victims")
    found = (
        public_figures.registrations(registered)
        | public_figures.estimates(tables.read("victim_estimates"), registered)
        | public_figures.policy(tables.read("municipal_policy"))
        | public_figures.care(tables.read("care_coordination"))
        | public_figures.timeline(tables.read("policy_timeline"))
        | public_figures.context(tables.read("context_figures"))
        | public_figures.breakdowns(tables.read("registered_breakdowns"))
        | public_figures.notifications(tables.read("notifications"))
    )
    return {name: number.value for name, number in found.items()}


def test_in_het_kort_bijna_een_halvering_en_de_daling_geldt_tot(n):
    assert 40 <= n["registraties.daling.procent"] < 50
    assert n["registraties.erna"] > n["registraties.laagste"]
    assert n["registraties.erna.jaar"] == n["registraties.laagste.jaar"] + 1 == 2019


def test_in_het_kort_weer_laag_en_daarna_langzaam_opgelopen(n):
    rows = public_figures.latest(tables.read("registered_victims"), "rapporteur").set_index("year")
    rest = rows.loc[n["registraties.later_laagste.jaar"] :, "value"]
    assert n["registraties.later_laagste"] < n["registraties.begin"]
    assert rest.is_monotonic_increasing and len(rest) > 2


def test_in_2020_daalde_het_aantal(n):
    assert n["registraties.2020"] < n["registraties.2019"]


def test_twee_registraties_het_verschil_werd_kleiner_en_was_in_2021_weg(n):
    differences = [n[f"registraties.verschil.{year}"] for year in (2014, 2019, 2021)]
    assert differences == sorted(differences, reverse=True)
    assert differences[-1] == 0


def test_herzieningen_zijn_klein(n):
    for year in (2014, 2017):
        later, earlier = n[f"registraties.{year}"], n[f"registraties.eerder.{year}"]
        assert abs(earlier - later) < 0.01 * later


def test_minder_meldingen_van_politie_en_van_anderen(n):
    assert n["context.police_share_2017"] < n["context.police_share_2013"]
    assert n["context.other_reports_2018"] < n["context.other_reports_2014_2017"]


def test_van_de_gegeven_melders_ging_de_politie_omhoog_en_de_regionale_zorg_omlaag(n):
    assert n["melders.police.2018"] > n["melders.police.2017"]
    assert n["melders.regional_care.2018"] < n["melders.regional_care.2017"]


def test_na_het_eerste_jaar_zijn_niet_alle_melders_gegeven():
    rows = tables.read("registered_breakdowns").query("breakdown == 'reporter'")
    assert set(rows.loc[rows["part"] == "other", "year"]) == {rows["year"].min()}


def test_seksuele_uitbuiting_was_de_grootste_groep_behalve_in_2020(n):
    for year in (2016, 2018, 2019):
        forms = [
            v for name, v in n.items() if name.startswith("vormen.") and name.endswith(str(year))
        ]
        assert n[f"vormen.sexual.{year}"] == max(forms)
    assert n["vormen.sexual.2020"] < n["vormen.labour_crime.2020"]


def test_alleen_in_2020_overlappen_de_vormen(n):
    rows = tables.read("registered_breakdowns").query("breakdown == 'form'")
    sums = rows[rows["part_of"].isna()].groupby("year")["value"].sum()
    assert {year for year in sums.index if sums[year] != n[f"registraties.{year}"]} == {2020}
    assert sums[2020] > n["registraties.2020"]


def test_schattingen_liggen_veel_hoger_dan_registraties(n):
    registered = [value for name, value in n.items() if name.startswith("registraties.20")]
    assert n["schatting.2021.laag"] > 2 * max(registered)


def test_geschatte_seksuele_uitbuiting_daalde(n):
    assert n["context.mse_sexual_since_2016"] < n["context.mse_sexual_peak"]


def test_wodc_past_bij_2019_en_niet_bij_2018(n):
    reported = n["context.reported_mse_2018_2019"]
    assert abs(reported - n["registraties.2019"]) < 0.05 * reported
    assert abs(reported - n["registraties.2018"]) > 0.4 * reported


def test_twee_keer_hetzelfde_getal(n):
    assert n["gemeentebeleid.specific_policy"] == n["gemeentebeleid.separate_document"]
    assert n["gemeentebeleid.specific_policy"] == 100 - n["context.without_policy_2017"]


def test_ongeveer_een_derde_had_geen_beleid_op_mensenhandel_gericht_en_een_kwart_werkte_eraan(n):
    assert abs(100 - n["gemeentebeleid.aimed_policy"] - 100 / 3) < 1
    assert n["gemeentebeleid.being_made"] == 25


def test_de_latere_schatting_steeg_tot_2012(n):
    assert n["context.mse_2012"] > n["context.mse_2010"]


def test_twee_wetten_zijn_in_behandeling_na_de_richtlijn(n):
    assert n["datum.richtlijn"] < n["datum.tweedekamer"] < n["datum.eerstekamer"]
    assert n["datum.implementatie"] > n["datum.richtlijn"]


def test_zorgcoordinatie_nam_toe_en_de_cijfers_houden_op_in_2019(n):
    assert n["zorg.regios.2019"] > n["zorg.regios.2017"]
    assert n["zorg.coordinatoren.2019"] > n["zorg.coordinatoren.2018"]
    assert tables.read("care_coordination")["year"].max() == 2019


def test_van_de_metingen_waren_alleen_2017_en_2019_er_voor_de_scriptie():
    years = tables.read("municipal_policy")["year"].dropna()
    assert sorted(set(years[years <= 2020])) == [2017, 2019]


def test_bijna_alle_metingen_in_volgorde_van_de_tijdlijn(n):
    assert n["datum.enquete"] < "2020" < n["datum.tafels"]
    assert n["datum.ibp"][:4] == n["datum.samen"][:4], "later dat jaar"
    assert n["datum.lenferink"][:4] == n["datum.wmo"], "in hetzelfde jaar"
    assert (n["datum.actieplan"][:4], n["datum.versterkt"][:4]) == ("2023", "2024")


def test_na_het_laagste_jaar_ging_het_op_en_neer_en_het_jaar_erna_verdubbelde_het_ongeveer(n):
    rows = public_figures.latest(tables.read("registered_victims"), "rapporteur").set_index("year")
    steps = rows.loc[n["registraties.laagste.jaar"] :, "value"].diff().dropna()
    assert (steps > 0).any() and (steps < 0).any()
    assert 1.8 <= n["registraties.erna.maal"] <= 2.2


def test_naast_de_tweede_schatting_verschilde_de_registratie_in_die_twee_jaren(n):
    assert n["schatting.2021.procent_meest"] > 1.5 * n["schatting.2021.procent_minst"]
    assert n["schatting.2017.procent_minst"] < n["schatting.2017.procent_meest"]


def test_per_gemeente_maar_een_paar_respondenten():
    size = next(one.spoken_with for one in STUDY.rounds if one.number == ROUND_OF_PLACES)
    assert size / STUDY.places <= 4
