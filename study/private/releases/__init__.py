"""Several releases of the same interviews: who could be recognised by what differs between them.

Whoever has two releases can compare them. Rows of people about whom nothing changed are the same in
both, whatever their identifiers; the rows that are left belong to those who came, went or were
corrected in between, and colleagues know who that was. Of tables of counts the difference is the
answers of those people. Fewer than k of them, in any published group, are therefore never published
beside an earlier release, but in its place.

A release is what was tagged in git or made by ``make release``; whatever else was anonymised is
nobody's to compare.

- ``snapshots``: what each published state said of whom;
- ``released``: which states were released;
- ``replacements``: which releases the data steward declared replaced;
- ``draws``: what was drawn at random, and stays until it has to be fresh;
- ``differences``: who was added, left out or changed;
- ``judgement``: whether a new state may stand beside the releases.
"""
