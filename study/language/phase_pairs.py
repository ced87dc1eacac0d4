"""How sentences and figures speak of two neighbouring phases."""

from study.language.words import sentences

_WORDS = ("both", "turned", "from_both", "new", "ends", "only_earlier", "only_later")


def words_of(pair: tuple[str, str], phases: int) -> dict[str, str]:
    """What fills the blanks of a sentence on a pair of phases, of so many that the study has.

    Of two phases "both" is clear; of more, the two are named. ``earlier`` and ``later`` are the
    phases themselves.
    """
    earlier, later = pair
    kind = "two" if phases == 2 else "more"
    words = {
        name: sentences.text(f"pair.{kind}.{name}", earlier=earlier, later=later) for name in _WORDS
    }
    return {"earlier": earlier, "later": later, **words}
