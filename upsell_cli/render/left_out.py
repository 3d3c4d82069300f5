"""What is said of a table on screen besides the totals: its order, what it leaves out, and how to see it."""

from collections.abc import Iterator

from upsell_cli.frames.documents.results import ScanResult
from upsell_cli.render.drawing.cells import ABOUT, ASSUMED
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.terminal import USUAL_ROWS, ranked_table

ORDERS = {"value": "expected value", "arr": "added ARR", "customer-value": "worth to the customer"}
"""What people call the ways to rank that are not called so."""


def table_lines(result: ScanResult, look: Look, *, top: int | None) -> Iterator[str]:
    """Give what the table is in order of, what it leaves out, and how to see it."""
    qualified = result.totals.qualified.accounts
    shown = min(top or USUAL_ROWS, qualified)
    if shown < qualified:
        yield f"  Showing {shown:,} of {qualified:,} (--top {qualified})"
    if not qualified:
        return
    yield f"  In order of {ORDERS.get(result.order, result.order)} (--rank-by, --sort)"
    hidden = [heading.lower() for heading in ranked_table(result, look, top=top).hidden]
    first = result.verdicts[result.verdicts["rank"].notna()].head(shown)
    assumed = (first["value_basis"] == ASSUMED) & first["return_multiple"].notna()
    if assumed.any() and "return" not in hidden:
        yield f"  {ABOUT} a return whose worth is {ASSUMED}, neither measured nor stated"
    if hidden:
        yield f"  No room for: {', '.join(hidden)} (--wide)"
