"""Usage and billing without an account in common: there is nobody to judge."""

from upsell_cli.frames.tables import Inputs
from upsell_cli.problems import Place, first_few, shortened
from upsell_cli.sources.codes import refusal

SHOWN_IDS = 3


def refuse_apart(inputs: Inputs) -> None:
    """Refuse inputs in which no account of usage is billed, with ids of both for comparison."""
    joins = {(join.left, join.right): join for join in inputs.joins}
    used, billed = joins.get(("usage", "billing")), joins.get(("billing", "usage"))
    if not (used and billed and used.of and billed.of) or used.matched:
        return
    message = (
        f"no account of usage is in billing; usage has {_some(used.unmatched)}; "
        f"billing has {_some(billed.unmatched)}"
    )
    fix = ""
    near = next((miss for miss in inputs.near if miss.account_id and miss.table == "usage"), None)
    if near and near.account_id:
        message += f"; {shortened(near.from_id)} and {shortened(near.account_id)} differ in {near.why} only"
        fix = "Export both with the ids as text, or confirm who is who: `upsell check --crosswalk-todo FILE`."
    raise refusal("no-join", message, Place(inputs.path_of("billing")), value=billed.unmatched[0], fix=fix)


def _some(ids: tuple[str, ...]) -> str:
    return first_few(map(shortened, ids), len(ids), most=SHOWN_IDS)
