"""A brief as Markdown: headings, lists and tables that GitHub and mail tools show; no data is markup."""

from collections.abc import Iterator, Sequence
from typing import TextIO

from upsell_cli.frames.documents.brief import Brief, Grid, Line, Mark, Section
from upsell_cli.render.formats.markdown import literal

ANSWER: dict[Mark, str] = {"yes": "Yes", "no": "No", "unknown": "Not known", "plain": ""}


def write_brief_markdown(stream: TextIO, briefs: Sequence[Brief]) -> None:
    """Write some briefs, a rule between them."""
    for place, brief in enumerate(briefs):
        if place:
            stream.write("---\n\n")
        stream.writelines(f"{line}\n" for line in _lines(brief))


def _lines(brief: Brief) -> Iterator[str]:
    if brief.title:
        yield f"# {literal(brief.title)}"
        yield ""
    if brief.banner:
        yield f"> **{literal(brief.banner)}**"
        yield ""
    for text in brief.head:
        yield literal(text)
        yield ""
    for section in brief.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"## {literal(section.title)}"
        yield ""
    for line in section.lines:
        yield f"- {_told(line)}" if section.title else _told(line)
        if not section.title:
            yield ""
    if section.grid:
        yield from _grid(section.grid)
    if section.title:
        yield ""


def _told(line: Line) -> str:
    label = f"**{literal(line.label)}** " if line.label else ""
    answer = f"{ANSWER[line.mark]}. " if ANSWER[line.mark] and line.text else ""
    return f"{label}{answer}{literal(line.text)}".rstrip()


def _grid(grid: Grid) -> Iterator[str]:
    yield f"| {' | '.join(literal(heading) for heading in grid.headings)} |"
    rules = ("---:" if place in grid.numbers else "---" for place in range(len(grid.headings)))
    yield f"| {' | '.join(rules)} |"
    yield from (f"| {' | '.join(literal(cell) for cell in row)} |" for row in grid.rows)
