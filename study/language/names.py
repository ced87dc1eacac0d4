"""What the study's own phases, streams, roles and places are called, in one language.

The study file has the words; this gives them to sentences, figures and tables.
"""

from collections.abc import Mapping

from study.study_file import FIRST_ROUND, Named, Study


class Names:
    """The names of a study in a language of the book."""

    def __init__(self, study: Study, language: str) -> None:
        self._study = study
        self._language = language
        self._known: dict[str, Named] = {
            part.id: part for part in (*study.phases, *study.streams, *study.roles)
        }

    def of(self, name: str, form: str) -> str:
        """A word of the study file on a phase, stream or role: its ``name``, ``the``, ``many`` ...

        Raises:
            KeyError: the study has no such phase, stream or role, or no such word for it.
        """
        return self._known[name].word(form, self._language)

    def has(self, name: str) -> bool:
        """Whether this is a phase, stream or role of the study."""
        return name in self._known

    def study(self, name: str) -> str:
        """The ``title`` or ``question`` of the study, or whose its advice is (``advice_by``)."""
        return self._study.itself.word(name, self._language)

    @property
    def nouns(self) -> dict[str, dict[str, str]]:
        """The roles as nouns, in the forms by which `Grammar` counts."""
        return {
            role.id: {"one": self.of(role.id, "one"), "other": self.of(role.id, "many")}
            for role in self._study.roles
        }

    @property
    def blanks(self) -> Mapping[str, str]:
        """Blanks that any sentence may have: what a place is called, and several."""
        place = self._study.place
        return {
            "place": place.word("one", self._language),
            "places": place.word("many", self._language),
        }

    def values(self) -> dict[str, dict[str, str]]:
        """Words for coded values, by column of a table."""
        first = next((role for role in self._study.roles if role.round == FIRST_ROUND), None)
        return {
            "phase": {phase.id: self.of(phase.id, "name") for phase in self._study.phases},
            "stream": {stream.id: self.of(stream.id, "name") for stream in self._study.streams},
            "role_group": {role.id: self.of(role.id, "many") for role in self._study.roles},
            "unit": {"organisations": self.of(first.id, "many")} if first else {},
        }

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases, in their order."""
        return tuple(phase.id for phase in self._study.phases)
