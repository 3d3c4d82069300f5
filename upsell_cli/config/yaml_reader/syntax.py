"""From text to the tokens of its one YAML document; a syntax error is told in plain words."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias, cast

import yaml
from yaml.error import MarkedYAMLError

from upsell_cli.config.yaml_reader.marks import Mark, SourceText
from upsell_cli.problems import Problem, UpsellError

PARSER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader

CODE = "yaml-syntax"

BACKSLASH = (
    "this backslash begins nothing that YAML knows",
    "Write the text in single quotes, or the character itself.",
)
HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")

# What the C parser or the Python one says -> what it means, and what to do.
MEANINGS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "a `:` cannot stand here",
        'Put text that holds ": " in quotes; check that the line above has its own `key:` and indentation.',
    ),
    (
        "sequence entries are not allowed",
        "a list item cannot begin here",
        'Put each "- item" on a line of its own under its key; text that begins with "- " goes in quotes.',
    ),
    (
        "could not find expected ':'|mapping keys are not allowed",
        "this line has no `:` after its key",
        "Write `key: value`.",
    ),
    (
        "found unexpected (end of stream|document separator)",
        "the quote opened here is never closed",
        "Close it, or remove it.",
    ),
    (
        "expected ',' or '[]}]'",
        "the items of this list or mapping in brackets do not end as they should",
        "Put a comma between two items and close the bracket.",
    ),
    (
        "cannot start any token",
        "a value cannot begin with this character",
        "Put the value in quotes.",
    ),
    (
        "alphabetic or numeric character",
        "`*` and `&` begin a name in YAML, and no name follows",
        "Put text that begins with `*` or `&` in quotes.",
    ),
    ("unknown escape character|invalid Unicode|escape sequence|hexadecimal|hexdecimal", *BACKSLASH),
    (
        "expected node content|expected the node content",
        "a value or a closing bracket is missing here",
        "Write it, or put text that begins with a bracket or a comma in quotes.",
    ),
    (
        "directive|incompatible YAML",
        "this line is not a directive that can be read",
        "Remove the line that begins with `%`.",
    ),
    (
        "a tag|tag handle",
        "a word that begins with `!` is a tag, and this tag is not allowed",
        "Put the value in quotes if it is text.",
    ),
    (
        "document start",
        "there is text after the end of the document",
        "Remove it: a file holds one document.",
    ),
    (
        "block scalar",
        "the text of several lines that begins here cannot be read",
        "Put `|` or `>` alone after the key, and indent all lines of the text alike, with spaces.",
    ),
)
UNKNOWN = (
    "this is not valid YAML",
    "Check the quotes, brackets, colons and indentation of this line and the one above.",
)
TAB = (
    "a tab stands where YAML allows only spaces",
    "Replace the tab with spaces: indentation is made of spaces alone.",
)
INDENTATION = (
    "the indentation of this line does not fit the lines above",
    "Start it exactly under the first letter of the lines it belongs with.",
)
AFTER_A_VALUE = (
    "text follows a value that is already complete",
    "Put the whole value in one pair of quotes; a quote inside single quotes is written twice.",
)
OUT_OF_PLACE = re.compile("did not find expected key|expected <block end>|expected '-' indicator")
OPENED_BEFORE = re.compile("quoted scalar|flow|simple key")


class Word(NamedTuple):
    """A scalar: its text, whether it stands without quotes, its tag and its anchor."""

    mark: Mark
    text: str
    plain: bool
    tag: str | None
    anchor: str | None


class Begin(NamedTuple):
    """The beginning of a list or a mapping."""

    mark: Mark
    kind: Literal["list", "mapping"]
    tag: str | None
    anchor: str | None


class End(NamedTuple):
    """The end of the list or mapping that began last."""

    mark: Mark


class Alias(NamedTuple):
    """A `*name`, which stands for what `&name` was given to."""

    mark: Mark
    name: str


Token: TypeAlias = Word | Begin | End | Alias


def tokens(source: SourceText) -> Iterator[Token]:
    """Give the tokens of the one document of a file, as they are read.

    Raises UpsellError at a syntax error and at a second document.
    """
    documents = 0
    try:
        for event in yaml.parse(source.text, Loader=PARSER):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise UpsellError(_second_document(source, _mark(event)))
            token = _token(event)
            if isinstance(token, Word) and HALF_A_CHARACTER.search(token.text):
                raise UpsellError(source.problem(CODE, BACKSLASH[0], token.mark, fix=BACKSLASH[1]))
            if token is not None:
                yield token
    except MarkedYAMLError as error:
        raise UpsellError(_in_plain_words(source, error)) from None
    except (ValueError, OverflowError):
        # The Python parser lets these through for an escape such as "\UFFFFFFFF".
        raise UpsellError(source.problem(CODE, UNKNOWN[0], fix=UNKNOWN[1])) from None


def _token(event: yaml.Event) -> Token | None:
    mark = _mark(event)
    if isinstance(event, yaml.ScalarEvent):
        return Word(mark, event.value, event.implicit[0] and event.tag is None, event.tag, event.anchor)
    if isinstance(event, yaml.MappingStartEvent):
        return Begin(mark, "mapping", event.tag, event.anchor)
    if isinstance(event, yaml.SequenceStartEvent):
        return Begin(mark, "list", event.tag, event.anchor)
    if isinstance(event, yaml.CollectionEndEvent):
        return End(mark)
    if isinstance(event, yaml.AliasEvent):
        return Alias(mark, cast("str", event.anchor))
    return None


def _mark(event: yaml.Event) -> Mark:
    start = cast("yaml.Mark", event.start_mark)
    return Mark(start.line + 1, start.column + 1)


def _second_document(source: SourceText, mark: Mark) -> Problem:
    return source.problem(
        "yaml-documents",
        "a second document begins here, and a configuration is one document",
        mark,
        fix="Remove the line `---`, or put the second document in a file of its own.",
    )


def _in_plain_words(source: SourceText, error: MarkedYAMLError) -> Problem:
    seen = cast("yaml.Mark", error.problem_mark)
    mark = Mark(seen.line + 1, seen.column + 1)
    line = source.lines[seen.line] if seen.line < len(source.lines) else ""
    if "\t" in _indentation(line) or line[seen.column : seen.column + 1] == "\t":
        return source.problem("yaml-tab", TAB[0], mark, fix=TAB[1])
    said = f"{error.context}: {error.problem}"
    message, fix = _meaning(said, within_a_line=seen.column > len(_indentation(line)))
    opened = error.context_mark
    if opened is not None and opened.line < seen.line and OPENED_BEFORE.search(said):
        last = min(mark.line, len(source.lines))
        message = f"{message} (noticed on line {last})"
        mark = Mark(opened.line + 1, opened.column + 1)
    return source.problem(CODE, message, mark, fix=fix)


def _meaning(said: str, *, within_a_line: bool) -> tuple[str, str]:
    if OUT_OF_PLACE.search(said):
        return AFTER_A_VALUE if within_a_line else INDENTATION
    for pattern, message, fix in MEANINGS:
        if re.search(pattern, said):
            return message, fix
    return UNKNOWN


def _indentation(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]
