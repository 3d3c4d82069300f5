"""From tokens to a tree of values in which everything knows where it stands.

What a value means is decided here: core types, unique keys, merge keys (`<<`), no tags beyond the core ones.
Whatever is wrong with one value is noted and reading goes on, so that all of it can be told at once.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias, cast

from upsell_cli.config.yaml_reader.marks import Mark
from upsell_cli.config.yaml_reader.scalars import (
    CORE_TAG,
    Scalar,
    ScalarError,
    once_a_truth,
    scalar,
    tagged_scalar,
)
from upsell_cli.config.yaml_reader.syntax import Alias, Begin, End, Token, Word
from upsell_cli.problems import Loc, Severity, shortened

Value: TypeAlias = "Scalar | tuple[Value, ...] | dict[str, Value]"
Opening: TypeAlias = Word | Begin | Alias
"""The way to a value: keys and positions (from 0), from the top down."""

MERGE = "<<"
AS_IT_STANDS = "!"
TAGS = {
    "word": (AS_IT_STANDS, *(CORE_TAG + kind for kind in ("str", "int", "float", "bool", "null"))),
    "list": (AS_IT_STANDS, CORE_TAG + "seq"),
    "mapping": (AS_IT_STANDS, CORE_TAG + "map"),
}


NOTHING: Mapping[str | int, "Entry"] = MappingProxyType({})


class Node(NamedTuple):
    """A value, the word it was written as (if it is one word), and what it is made of (if it is more)."""

    value: Value
    word: str | None = None
    entries: Mapping[str | int, "Entry"] = NOTHING
    sound: bool = True


class Entry(NamedTuple):
    """A key with its value, or an item of a list; `key` and `begin` are where the two begin."""

    key: Mark
    begin: Mark
    node: Node


class Fault(NamedTuple):
    """Something that is wrong, or worth a note, at a place of the tree."""

    code: str
    loc: Loc
    mark: Mark
    message: str
    fix: str
    severity: Severity = "error"


def composed(tokens: Iterable[Token]) -> tuple[Entry | None, tuple[Fault, ...]]:
    """Give the tree that the tokens of a document describe (None for no document), and what is wrong in it.

    The tokens are bounded: an alias follows its anchor, and nothing is nested beyond the limit.
    """
    composer = _Composer(iter(tokens))
    first = cast("Opening | None", next(composer.tokens, None))
    if first is None:
        return None, ()
    return Entry(first.mark, first.mark, composer.node(first, ())), tuple(composer.faults)


class _Composer:
    def __init__(self, tokens: Iterator[Token]) -> None:
        self.tokens = tokens
        self.anchors: dict[str, Node] = {}
        self.faults: list[Fault] = []

    def node(self, token: Opening, loc: Loc) -> Node:
        """Give the value that begins with `token`, taking the rest of it from the tokens that follow."""
        if isinstance(token, Alias):
            return self.anchors[token.name]
        if isinstance(token, Word):
            node = self._word(token, loc)
        elif token.kind == "list":
            node = self._list(token, loc)
        else:
            node = self._mapping(token, loc)
        if token.anchor:
            self.anchors[token.anchor] = node
        return node

    def _word(self, word: Word, loc: Loc) -> Node:
        if not self._tag_allowed(word, loc):
            return Node(word.text, word.text, sound=False)
        if not word.plain and word.tag in (None, AS_IT_STANDS):
            return Node(word.text, word.text)
        try:
            value = tagged_scalar(word.text, word.tag) if word.tag else scalar(word.text)
        except ScalarError as refusal:
            self.faults.append(Fault(refusal.code, loc, word.mark, refusal.message, refusal.fix))
            return Node(word.text, word.text, sound=False)
        if word.plain and once_a_truth(word.text):
            message = f'{word.text} is read as the text "{word.text}"'
            fix = "Write true or false where that is meant."
            self.faults.append(Fault("yaml-text", loc, word.mark, message, fix, "note"))
        return Node(value, word.text)

    def _list(self, begin: Begin, loc: Loc) -> Node:
        sound = self._tag_allowed(begin, loc)
        entries: dict[str | int, Entry] = {}
        while not isinstance(item := next(self.tokens), End):
            entries[len(entries)] = Entry(item.mark, item.mark, self.node(item, (*loc, len(entries))))
        return Node(tuple(entry.node.value for entry in entries.values()), None, entries, sound)

    def _mapping(self, begin: Begin, loc: Loc) -> Node:
        sound = self._tag_allowed(begin, loc)
        own: dict[str | int, Entry] = {}
        merged: dict[str | int, Entry] = {}
        lines: dict[str, int] = {}
        while not isinstance(token := next(self.tokens), End):
            key = self._key(token, loc)
            value = self._opening()
            if key is None:
                self.node(value, loc)
                continue
            entry = Entry(token.mark, value.mark, self.node(value, (*loc, key)))
            if key in lines:
                self._repeated(key, lines[key], token.mark, loc)
            lines[key] = token.mark.line
            if isinstance(token, Word) and token.plain and key == MERGE:
                merged = self._merged(entry, loc)
            else:
                own[key] = entry
        entries = {**merged, **own}
        return Node({str(key): entry.node.value for key, entry in entries.items()}, None, entries, sound)

    def _opening(self) -> Opening:
        """Take the token with which a value begins; the parser gives one after every key."""
        return cast("Opening", next(self.tokens))

    def _key(self, token: Opening, loc: Loc) -> str | None:
        """Give a key as it is written: `no:` and `1:` are text too. None for a key that is not a word."""
        if isinstance(token, Word):
            self._tag_allowed(token, loc)
            if token.anchor:
                self.anchors[token.anchor] = Node(token.text, token.text)
            return token.text
        key = self.node(token, loc)
        if key.word is None:
            message = "a key is a word, not a list or a mapping"
            fix = "Put text that begins with { or [ in quotes."
            self.faults.append(Fault("yaml-key", loc, token.mark, message, fix))
        return key.word

    def _repeated(self, key: str, first_line: int, mark: Mark, loc: Loc) -> None:
        name = shortened(key)
        message = f'the key "{name}" is a duplicate: line {first_line} has it already'
        self.faults.append(Fault("yaml-duplicate-key", loc, mark, message, f'Keep one "{name}".'))

    def _merged(self, entry: Entry, loc: Loc) -> dict[str | int, Entry]:
        """Give what `<<` brings: the entries of a mapping, or of a list of mappings (the first wins)."""
        node = entry.node
        sources = [item.node for item in node.entries.values()] if isinstance(node.value, tuple) else [node]
        if not all(isinstance(source.value, dict) for source in sources):
            message = "`<<` takes a mapping or a list of mappings"
            fix = "Write `<<: *name`, where &name stands before a mapping."
            self.faults.append(Fault("yaml-merge", loc, entry.begin, message, fix))
            return {}
        return {key: one for source in reversed(sources) for key, one in source.entries.items()}

    def _tag_allowed(self, token: Word | Begin, loc: Loc) -> bool:
        kind = token.kind if isinstance(token, Begin) else "word"
        if token.tag is None or token.tag in TAGS[kind]:
            return True
        tag = shortened(token.tag.replace(CORE_TAG, "!!"))
        message = f"the tag {tag} is not allowed on a {kind}"
        fix = "Remove the tag; only the values themselves are read, and nothing in a file is ever run."
        self.faults.append(Fault("yaml-tag", loc, token.mark, message, fix))
        return False
