"""What stands in the tables and is of another codebook: said once, and left out of the book."""

from pathlib import Path

from study import paths
from study.data import tables
from study.findings import public_statements, recommendations


def told(data: Path = paths.DATA) -> list[str]:
    """A line on advice and statements that are set aside, if there are any."""
    codebook = tables.read("codebook", data)
    advice = tables.read(recommendations.RECOMMENDATIONS, data)
    statements = tables.read("statements", data)
    fitting = public_statements.fitting(statements, codebook)
    counts = {
        "recommendations": (len(recommendations.set_aside(advice, codebook)), len(advice)),
        "public statements": (len(statements) - len(fitting), len(statements)),
    }
    parts = [f"{n} of the {of} {what}" for what, (n, of) in counts.items() if n]
    if not parts:
        return []
    return [
        f"Set aside, because they are of another codebook: {' and '.join(parts)}."
        " The book is made without them."
    ]
