"""How long a large import takes, and how much memory: ``python -m benchmarks.importing``.

Each format is read in a process of its own, so that its memory can be measured.
"""

import json
import resource
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from benchmarks.processes import in_new_process
from study import workflow

CODINGS = 1_000_000
INTERVIEWS = 200
CODES = 60
CODERS = ("eerste", "tweede")
MOST_SECONDS, MOST_MEBIBYTES = 40, 1024
SENTENCE = "Er was geen geld voor deze aanpak. "


def _marks() -> list[tuple[int, int, int, int, int]]:
    """Interview, start, end, code and coder of every coding: five codings on each passage."""
    each = CODINGS // INTERVIEWS
    length = len(SENTENCE)
    return [
        (interview, at, at + length - 1, (n * 7 + interview) % CODES, n % 2)
        for interview in range(INTERVIEWS)
        for n in range(each)
        for at in (n // 5 * length,)
    ]


def _guid(kind: int, number: int) -> str:
    return f"00000000-0000-4000-{kind:04d}-{number:012d}"


def write_refi(path: Path) -> None:
    """A REFI-QDA project of ``CODINGS`` codings."""
    text = SENTENCE * (CODINGS // INTERVIEWS // 5)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for interview in range(INTERVIEWS):
            archive.writestr(f"sources/{interview}.txt", text)
        with archive.open("project.qde", "w") as inner:
            users = "".join(
                f'<User guid="{_guid(1, n)}" name="{name}"/>' for n, name in enumerate(CODERS)
            )
            codes = "".join(
                f'<Code guid="{_guid(2, n)}" name="code {n}" isCodable="true"/>'
                for n in range(CODES)
            )
            inner.write(
                '<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="urn:QDA-XML:project:1.0"'
                f' name="large"><Users>{users}</Users><CodeBook><Codes>{codes}</Codes></CodeBook>'
                "<Sources>\n".encode()
            )
            last: tuple[int, int] | None = None
            for number, (interview, start, end, code, coder) in enumerate(_marks()):
                lines = []
                if last != (interview, start):
                    lines.append("</PlainTextSelection>\n" if last else "")
                    if last is None or last[0] != interview:
                        lines.append("</TextSource>\n" if last else "")
                        lines.append(
                            f'<TextSource guid="{_guid(3, interview)}" name="Interview {interview}"'
                            f' plainTextPath="internal://{interview}.txt">\n'
                        )
                    lines.append(
                        f'<PlainTextSelection guid="{_guid(4, number)}" name="{SENTENCE[:-1]}"'
                        f' startPosition="{start}" endPosition="{end}">\n'
                    )
                    last = (interview, start)
                lines.append(
                    f'<Coding guid="{_guid(5, number)}" creatingUser="{_guid(1, coder)}">'
                    f'<CodeRef targetGUID="{_guid(2, code)}"/></Coding>\n'
                )
                inner.write("".join(lines).encode())
            inner.write(b"</PlainTextSelection></TextSource></Sources></Project>\n")


def write_csv(path: Path) -> None:
    """The same codings as a table."""
    with path.open("w", encoding="utf-8") as file:
        file.write("interview,code,coder,start,end\n")
        for interview, start, end, code, coder in _marks():
            file.write(f"Interview {interview},code {code},{CODERS[coder]},{start},{end}\n")


WRITERS = {"large.qdpx": write_refi, "large.csv": write_csv}


def measure(name: str) -> dict[str, float]:
    """Seconds and mebibytes that the import of one of these files takes."""
    with tempfile.TemporaryDirectory() as folder:
        private = Path(folder) / "private"
        started = time.perf_counter()
        said = workflow.import_project(Path(name), private)
        seconds = time.perf_counter() - started
    if not any(f"{CODINGS}  on" in line for line in said):
        raise SystemExit(f"{name}: not all codings were imported\n" + "\n".join(said))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(seconds, 1), "mebibytes": round(memory)}


def main() -> None:
    """Write each file, import it in a new process, and say what that took."""
    with tempfile.TemporaryDirectory() as folder:
        for name, write in WRITERS.items():
            write(Path(folder) / name)
            found = in_new_process("benchmarks.importing", Path(folder) / name)
            print(f"{name}: {found['seconds']} s, {found['mebibytes']} MiB", flush=True)
            if found["seconds"] > MOST_SECONDS or found["mebibytes"] > MOST_MEBIBYTES:
                raise SystemExit(f"More than {MOST_SECONDS} s or {MOST_MEBIBYTES} MiB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1])))
    else:
        main()
