"""The data can be taken along in one file, which anybody can check."""

import subprocess
import zipfile

from press.review.releasing import archive, packing
from study import paths


def test_the_data_archive_is_whole_and_always_the_same_bytes(tmp_path):
    for name in ("a.zip", "b.zip"):
        archive.data(tmp_path / name, paths.ROOT)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as found:
        names = {name.partition("/")[2] for name in found.namelist()}
        found.extractall(tmp_path)
    assert {"README.md", "datapackage.json", "coded/codebook.csv", "LICENSE-CONTENT"} <= names
    folder = next(path for path in tmp_path.iterdir() if path.is_dir())
    subprocess.run(["sha256sum", "--check", "--strict", packing.SUMS], cwd=folder, check=True)
