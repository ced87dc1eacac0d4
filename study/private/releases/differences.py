"""Who was added, left out or changed between two published states."""

from dataclasses import dataclass

import pandas as pd

KINDS = ("added", "left out", "changed")


@dataclass(frozen=True)
class Difference:
    """People by what became of them, with the columns of a snapshot's ``people``.

    Those that were left out are as the old state had them, the others as the new one has them.
    """

    added: pd.DataFrame
    left_out: pd.DataFrame
    changed: pd.DataFrame

    def by_kind(self) -> dict[str, pd.DataFrame]:
        """The people of each of ``KINDS``."""
        return dict(zip(KINDS, (self.added, self.left_out, self.changed), strict=True))

    def too_few(self, k: int) -> dict[str, pd.DataFrame]:
        """The people of each kind and published group that holds somebody, but fewer than k.

        Each kind by itself: one row that came in is told from four that changed. And each group: of
        five who came in, the one chain partner is told by the role, and of counts per group the
        difference is that person's answers. Of a state that was kept without groups, all are one.
        """
        few = {}
        for kind, people in self.by_kind().items():
            sizes = people.groupby("group", dropna=False)["name"].transform("size")
            if (sizes < k).any():
                few[kind] = people[sizes < k]
        return few


def between(old: pd.DataFrame, new: pd.DataFrame) -> Difference:
    """Compare the ``people`` of two snapshots.

    People are the same by their name on the private side. Of those who are left, one whose content
    is that of somebody left in the other state is taken for the same too: to a reader nothing
    differs there, and names that were all written otherwise would hide the one who is new.
    """
    both = old[["name", "content"]].merge(new[["name", "content"]], on="name")
    same = both.loc[both["content_x"] == both["content_y"], "name"]
    old, new = old[~old["name"].isin(same)], new[~new["name"].isin(same)]
    old, new = _without_pairs(old, new), _without_pairs(new, old)
    return Difference(
        added=new[~new["name"].isin(old["name"])],
        left_out=old[~old["name"].isin(new["name"])],
        changed=new[new["name"].isin(old["name"])],
    )


def _without_pairs(these: pd.DataFrame, those: pd.DataFrame) -> pd.DataFrame:
    """Those of ``these`` whose content is not in ``those``, counting how often it is there."""
    place = these.groupby("content").cumcount()
    pairs = these["content"].map(those["content"].value_counts()).fillna(0)
    return these[place >= pairs]
