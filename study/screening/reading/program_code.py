"""What of a Python program is words, and what is names that it gives to things.

A constant or a keyword is not chosen for its likeness to somebody's name, and cannot be changed for
it; a string, a comment or a docstring is text as any other.
"""

import builtins
import io
import keyword
import re
import tokenize
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"[^\W\d]\w*")
_FORMATTED = re.compile(r"[rR]?[fF]")
_BRACES = re.compile(r"(?<!\{)\{([^{}]*)\}")
"""What a formatted string has of code in it, until Python 3.12 in one piece with its words."""
_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")
_IN_STRINGS = frozenset(
    kind
    for kind in (
        tokenize.STRING,
        tokenize.COMMENT,
        getattr(tokenize, "FSTRING_START", None),
        getattr(tokenize, "FSTRING_MIDDLE", None),
        getattr(tokenize, "FSTRING_END", None),
    )
    if kind is not None
)
OF_PYTHON = frozenset(
    word.lower() for word in (*keyword.kwlist, *keyword.softkwlist, *dir(builtins))
)
"""Words of the language itself, in small letters."""


def only_in_code(text: str) -> frozenset[str]:
    """Words that a program has in its names for things, and in no string or comment.

    Of a text that is no program, none.
    """
    code, words = _code_and_words(text)
    return code - words


def in_code(text: str) -> frozenset[str]:
    """Words that a program has in its names for things, wherever else it has them."""
    return _code_and_words(text)[0]


@lru_cache(maxsize=8)
def _code_and_words(text: str) -> tuple[frozenset[str], frozenset[str]]:
    code: set[str] = set()
    words: set[str] = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.NAME:
                code.update(_parts(token.string))
            elif token.type == tokenize.ERRORTOKEN and token.string.strip():
                return frozenset(), frozenset()
            elif token.type in _IN_STRINGS:
                written = token.string
                if _FORMATTED.match(written):
                    for inside in _BRACES.findall(written):
                        code.update(part for name in _NAME.findall(inside) for part in _parts(name))
                    written = _BRACES.sub(" ", written)
                words.update(_WORD.findall(written))
    except (tokenize.TokenError, SyntaxError):
        return frozenset(), frozenset()
    return frozenset(code), frozenset(words)


def _parts(name: str) -> list[str]:
    """A name as it is written, and the words in it between underscores and by capitals."""
    return [name, *_WORD.findall(name), *_CAMEL.findall(name)]
