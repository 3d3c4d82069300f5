"""A header map as a YAML file: what was chosen, with the reason, and what has to be asked."""

from collections.abc import Iterator, Mapping

from upsell_cli.frames.documents.drafts import HeaderDraft, HeaderQuestion
from upsell_cli.render.formats.yaml import remarked, scalar

INTRODUCTION = """\
# What the headers of the files mean, by `upsell init`; give it with `--map`.
# Left of each colon stands the column as upsell knows it, right of it the header in the file."""

ASK = """\
# Which header it is shows neither in names nor in values. Take away the `# ` before the right one
# (and before the line above with the table, if it has one), and run `upsell init` again with --map."""


def header_map(draft: HeaderDraft, files: Mapping[str, str]) -> str:
    """Give the text of the file; `files` names a file of each table."""
    tables = dict.fromkeys([*(c.table for c in draft.choices), *(q.table for q in draft.questions)])
    lines = [INTRODUCTION, *(line for table in tables for line in _table(table, draft, files.get(table, "")))]
    return "\n".join([*lines, ""])


def _table(table: str, draft: HeaderDraft, file: str) -> Iterator[str]:
    choices = [choice for choice in draft.choices if choice.table == table]
    questions = [question for question in draft.questions if question.table == table]
    yield ""
    yield remarked(f"{table}:" if choices else f"# {table}:", file)
    for choice in choices:
        yield remarked(f"  {choice.column}: {scalar(choice.header)}", choice.because)
    for question in questions:
        yield ASK
        yield from _options(question)


def _options(question: HeaderQuestion) -> Iterator[str]:
    yield from (f"#   {question.column}: {scalar(option)}" for option in question.options)
