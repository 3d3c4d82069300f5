"""Two catalogues compared, as Markdown: a table of what changed, one of who feels it, one of the list."""

from typing import TextIO

from upsell_cli.frames.documents.changes import Changes, Lists
from upsell_cli.money import written
from upsell_cli.render.columns import Field, Kind
from upsell_cli.render.formats.formats import Table
from upsell_cli.render.formats.markdown import write_markdown

PARTS = {
    "change": ("What changed", ("kind", "tier", "item", "before", "after", "effect", "file", "line")),
    "account": ("Who is affected", ("kind", "account_id", "account_name", "tier", "item", "before", "after")),
    "list": (
        "Who is elsewhere on the list",
        (
            "kind", "account_id", "account_name", "item", "before", "after", "rank_before", "rank_after",
            "delta_spend_before", "delta_spend_after", "currency",
        ),
    ),
}  # fmt: skip
"""Title and columns of each part of the table."""

TOTALS = tuple(
    Field(name, kind, meaning, None)
    for name, kind, meaning in (
        ("list", Kind.TEXT, "Figure under the list."),
        ("before", Kind.AMOUNT, "Under the old catalogue."),
        ("after", Kind.AMOUNT, "Under the new one."),
    )
)


def write_changes(stream: TextIO, *, found: Changes, table: Table) -> None:
    """Write the parts that have rows, each under its title, and the totals of both lists."""
    at = {field.name: place for place, field in enumerate(table.fields)}
    stream.write("# Catalogues compared\n")
    for part, (title, names) in PARTS.items():
        rows = [row for row in table.rows if row[0] == part]
        if part == "list" and found.lists:
            stream.write("\n## The list, then and now\n\n")
            write_markdown(stream, _totals(found.lists))
        if rows:
            stream.write(f"\n## {title}\n\n")
            columns = tuple([row[at[name]] for row in rows] for name in names)
            write_markdown(stream, Table(tuple(table.fields[at[name]] for name in names), columns))


def _totals(lists: Lists) -> Table:
    names = ["qualified", "expected a year", "if all close", "by quote", "customers would save a year"]
    then, now = (
        [
            f"{totals.qualified.accounts:,}",
            written(totals.qualified.expected_minor, side.currency),
            written(totals.qualified.delta_arr_minor, side.currency),
            f"{totals.quotes:,}",
            written(totals.savings_minor, side.currency),
        ]
        for side in (lists.before, lists.after)
        for totals in (side.totals,)
    )
    return Table(TOTALS, (list(names), list(then), list(now)))
