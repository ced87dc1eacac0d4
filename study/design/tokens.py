"""The design tokens: colours, type and space of the whole publication, on paper and on a screen."""

import tomllib

from study import paths

TOKENS = tomllib.loads(paths.TOKENS.read_text(encoding="utf-8"))
