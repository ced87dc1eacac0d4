"""Comparing pictures by what they show: every pixel of every frame, and what stands beside them."""

import struct
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageSequence

from press.review.comparing.outcomes import Found

ROUNDING = 8
"""How far apart a colour may be, of 255: processors round the edges of shapes otherwise, and no eye
tells these apart."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXELS = "IDAT"
_PIECE = 2**20

MOST_PIXELS = 60_000_000
"""Far more than any figure of a book has; a picture may unpack to a thousand times its size."""


@dataclass(frozen=True)
class Picture:
    """The frames of a picture as arrays of RGBA, and the other parts of its file by name."""

    frames: tuple[np.ndarray, ...]
    beside: dict[str, str]


def read(path: Path) -> Picture:
    """A PNG.

    Raises:
        ValueError: it is larger than any figure.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Image.open(path, formats=["PNG"]) as opened:
            count = getattr(opened, "n_frames", 1)
            if opened.width * opened.height * count > MOST_PIXELS:
                raise ValueError(f"{opened.width} x {opened.height} pixels, {count} times")
            frames = tuple(
                np.asarray(frame.convert("RGBA"), dtype=np.int16)
                for frame in ImageSequence.Iterator(opened)
            )
    return Picture(frames, _beside(path.read_bytes()))


def _beside(content: bytes) -> dict[str, str]:
    """Every part that holds no pixels, and what stands behind the pixels or the last part."""
    found: dict[str, str] = {}
    pixels, at, name = b"", len(_SIGNATURE), ""
    while at < len(content) and name != "IEND":
        (size,) = struct.unpack_from(">I", content, at)
        name = content[at + 4 : at + 8].decode("latin-1")
        part = content[at + 8 : at + 8 + size]
        at += size + 12
        if name == _PIXELS:
            pixels += part
        else:
            found[name] = found.get(name, "") + repr(part)
    # In pieces, because they may unpack to a thousand times their size.
    unpacking, left, count = zlib.decompressobj(), pixels, 0
    while left:
        count += len(unpacking.decompress(left, _PIECE))
        left = unpacking.unconsumed_tail
    found["number of bytes for pixels"] = str(count)
    found["bytes behind the pixels"] = repr(unpacking.unused_data)
    found["bytes behind the picture"] = repr(content[at:])
    return found


def difference(was: Picture, now: Picture) -> Found:
    """The first pixel that differs, or else the content beside the pixels."""
    if [frame.shape for frame in was.frames] != [frame.shape for frame in now.frames]:
        return Found(False, f"other size: {_size(was)} -> {_size(now)} pixels")
    if was.beside != now.beside:
        names = sorted(was.beside.keys() | now.beside.keys())
        apart = [name for name in names if was.beside.get(name) != now.beside.get(name)]
        return Found(False, f"same size; other {', '.join(apart)}")
    return pixels_apart(was.frames, now.frames)


def pixels_apart(was: tuple[np.ndarray, ...], now: tuple[np.ndarray, ...]) -> Found:
    """How many pixels of pictures of one size differ, and where the first is."""
    apart = [np.abs(one - other).max(axis=2) for one, other in zip(was, now, strict=True)]
    count = sum(int((each > 0).sum()) for each in apart)
    if not count:
        return Found(True, "same pixels; other bytes")
    first = next(each for each in apart if each.any())
    furthest = max(int(each.max()) for each in apart)
    row, column = np.argwhere(first > 0)[0]
    detail = f"{count} of {sum(each.size for each in apart)} pixels, the first at ({column}, {row})"
    return Found(furthest <= ROUNDING, f"{detail}, at most {furthest} of 255 apart")


def _size(picture: Picture) -> str:
    shape = picture.frames[0].shape
    times = f", {len(picture.frames)} times" if len(picture.frames) > 1 else ""
    return f"{shape[1]} x {shape[0]}{times}"
