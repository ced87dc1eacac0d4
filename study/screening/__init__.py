"""Everything that is published is looked through here: the checkout, and the book made of it.

Three things are looked for. *Names of the private project*, where it is at hand: refused
everywhere. *Identifiers*, such as telephone numbers: refused but in what is declared public record.
*Private material*, such as the key to the respondents: refused outside ``private/`` by what it
looks like. A refusal names the place and never the value.

``sources`` and ``Pages`` are the two ways in. What may stand all the same is in the file of
exceptions (``exceptions``), and what is public record in the data package (``records``). Pictures
are read for their metadata, not for what they show.
"""

from study.screening.checkout import sources
from study.screening.pages import Pages

__all__ = ["Pages", "sources"]
