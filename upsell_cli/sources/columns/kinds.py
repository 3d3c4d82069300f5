"""Which kind of file the headers of a file are those of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from upsell_cli.frames.inputs import TABLES
from upsell_cli.sources.columns.mapping import Field, find_fields, missing_columns, wanted
from upsell_cli.sources.request import Request

KINDS = ("usage", "billing", "accounts", "invoices", "events", "contacts", "deals", "people")
MORE = 2
"""So many more columns another kind of file must have than the one that was named."""


def likely_kind(
    headers: Sequence[str], fields: Sequence[Field], table: str, request: Request
) -> tuple[str, tuple[str, ...]]:
    """Give the other kind that a file probably is, with its headers beside these fields; `""` if none."""
    if table not in KINDS:
        return "", ()
    possible = _kinds(headers, {field.header for field in fields}, table, request)
    kind, more = max(possible, key=lambda found: len(found[1]), default=("", ()))
    return (kind, more) if len(more) >= MORE else ("", ())


def _kinds(
    headers: Sequence[str], own: set[str], table: str, request: Request
) -> Iterator[tuple[str, tuple[str, ...]]]:
    unmapped = replace(request, mapping={})
    for kind in KINDS:
        fields = find_fields(headers, wanted(TABLES[kind], unmapped))
        known = [field.header for field in fields]
        if kind != table and own <= set(known) and not missing_columns(fields, TABLES[kind]):
            yield kind, tuple(header for header in known if header not in own)
