"""Pages of factors are made once, and not touched when they are right."""

from press.evidence import factor_documents


def test_generated_pages_are_not_touched_when_they_are_right(tmp_path):
    written = factor_documents.write(tmp_path)
    before = {name: (tmp_path / name).stat().st_mtime_ns for name in _names(tmp_path)}
    assert factor_documents.write(tmp_path) == written
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in _names(tmp_path)} == before
    assert set(written) == {
        factor_documents.docname(factor) for factor in factor_documents.factors()
    }


def _names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())
