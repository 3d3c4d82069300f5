"""Amounts that the profile of an export says are cents, and that have decimals as whole units have."""

from collections.abc import Sequence

from upsell_cli.config.header_profile import HeaderProfile
from upsell_cli.frames.inputs import Kind
from upsell_cli.problems import Place
from upsell_cli.sources.cells.values import matches
from upsell_cli.sources.codes import refusal
from upsell_cli.sources.columns.mapping import Field
from upsell_cli.sources.engine import Engine, quoted

WITH_DECIMALS = r".*\d[.,](\d\d|[1-9])\D*"
"""Two decimals, or one that counts: `4900.0` is what programs make of whole numbers, and a third of an
amount has more."""


def refuse_decimals_of_cents(
    engine: Engine, text: str, name: str, fields: Sequence[Field], profile: HeaderProfile
) -> None:
    """Refuse a file of cents in which an amount has decimals: dashboards write dollars where APIs have cents.

    `text` is the relation of its cells. One of the two is wrong by a hundred, and nothing says which.
    """
    for i, field in enumerate(fields):
        if field.column.kind is not Kind.MONEY:
            continue
        query = f"SELECT line, c{i} FROM {quoted(text)} WHERE {matches(f'c{i}', WITH_DECIMALS)}"
        found = engine.execute(f"{query} ORDER BY line LIMIT 1").fetchone()
        if found:
            line, amount = found
            message = f'"{amount}" has decimals, and amounts of {profile.name} ({profile.id}) are in cents'
            fix = "Say what they are here: `--amount-unit major` if 49.00 is 49 dollars, else `minor`."
            raise refusal("other-unit", message, Place(name, line, field.header), value=amount, fix=fix)
