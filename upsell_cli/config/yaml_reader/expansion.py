"""How large a YAML file becomes once its aliases are followed, known before anything is built.

Ten short lines of aliases to aliases can stand for a thousand million values; such a file is refused while
its tokens are read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from upsell_cli.config.yaml_reader.marks import Mark, SourceText
from upsell_cli.config.yaml_reader.syntax import Alias, Begin, Token, Word
from upsell_cli.problems import UpsellError, shortened

MOST_ALIASES = 100
MOST_DEPTH = 40
MOST_VALUES = 50_000

SHRINK = "Write the values out; a configuration is small and flat."


def bounded(tokens: Iterable[Token], source: SourceText) -> Iterator[Token]:
    """Give the same tokens, refusing the file as soon as it would unfold beyond the limits.

    Every alias that passes stands for something complete that came before it, under a name used once.
    """
    tally = _Tally(source)
    for token in tokens:
        tally.count(token)
        yield token


class _Extent(NamedTuple):
    """What a name stands for: how many values, and how many levels."""

    values: int
    levels: int


ONE_WORD = _Extent(values=1, levels=0)


@dataclass(slots=True)
class _Open:
    """A list or mapping that has begun and not ended."""

    anchor: str | None
    values_before: int
    levels: int = 1


class _Tally:
    """The running count of what the tokens so far unfold to."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.aliases = 0
        self.values = 0
        self.open: list[_Open] = []
        self.extents: dict[str, _Extent | None] = {}

    def count(self, token: Token) -> None:
        """Add one token, or refuse the file at it."""
        if isinstance(token, Alias):
            self._add(self._extent(token), token.mark)
        elif isinstance(token, Word):
            self._add(ONE_WORD, token.mark)
            self._name(token, ONE_WORD)
        elif isinstance(token, Begin):
            self._add(ONE_WORD, token.mark)
            self._name(token, None)
            self.open.append(_Open(token.anchor, self.values))
            self._nest(0, token.mark)
        else:
            self._close()

    def _add(self, extent: _Extent, mark: Mark) -> None:
        self.values += extent.values
        if self.values > MOST_VALUES:
            message = f"with its aliases written out the file has more than {MOST_VALUES:,} values"
            raise self._refusal("yaml-values", message, mark, SHRINK)
        self._nest(extent.levels, mark)

    def _nest(self, levels: int, mark: Mark) -> None:
        if len(self.open) + levels > MOST_DEPTH:
            message = f"lists and mappings are nested more than {MOST_DEPTH} deep"
            raise self._refusal("yaml-depth", message, mark, SHRINK)
        if self.open:
            self.open[-1].levels = max(self.open[-1].levels, levels + 1)

    def _close(self) -> None:
        ended = self.open.pop()
        if self.open:
            self.open[-1].levels = max(self.open[-1].levels, ended.levels + 1)
        if ended.anchor:
            self.extents[ended.anchor] = _Extent(1 + self.values - ended.values_before, ended.levels)

    def _name(self, token: Word | Begin, extent: _Extent | None) -> None:
        if token.anchor is None:
            return
        if token.anchor in self.extents:
            message = f"the anchor &{shortened(token.anchor)} is given twice"
            raise self._refusal("yaml-anchor", message, token.mark, "Give each anchor a name of its own.")
        self.extents[token.anchor] = extent

    def _extent(self, alias: Alias) -> _Extent:
        name = shortened(alias.name)
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            message = f"more than {MOST_ALIASES} aliases (`*name`) in one file"
            raise self._refusal("yaml-aliases", message, alias.mark, SHRINK)
        if alias.name not in self.extents:
            message = f"*{name} stands for nothing: no &{name} comes before it"
            fix = f"Write &{name} before the value it repeats, or put the text in quotes."
            raise self._refusal("yaml-alias-unknown", message, alias.mark, fix)
        extent = self.extents[alias.name]
        if extent is None:
            message = f"*{name} stands inside the very value it stands for"
            raise self._refusal("yaml-alias-inside", message, alias.mark, "Write the value out.")
        return extent

    def _refusal(self, code: str, message: str, mark: Mark, fix: str) -> UpsellError:
        return UpsellError(self.source.problem(code, message, mark, fix=fix))
