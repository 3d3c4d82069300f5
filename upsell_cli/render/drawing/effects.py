"""What comes of a change, as a person reads it: the state, the points, the place in the list."""

from collections.abc import Iterator

from upsell_cli.frames.documents.explanation import Counterfactual, Explanation
from upsell_cli.frames.vectors.lists import BETWEEN
from upsell_cli.render.drawing.wording import STATE


def effect(change: Counterfactual, explanation: Explanation) -> str:
    """Give what a change leads to, in a line; an account that stays held is told by what falls away."""
    return ", ".join(_parts(change, explanation)) or "another gate, and nothing else"


def _parts(change: Counterfactual, explanation: Explanation) -> Iterator[str]:
    verdict = explanation.verdict
    if change.state != verdict["state"]:
        yield STATE.get(change.state, change.state)
    else:
        yield from _gates(change, str(verdict["gates_hit"] or ""))
    points = change.total_points - explanation.total_points
    if round(points, 6):
        yield f"{points:+g} points"
    if change.other_offer and change.state == verdict["state"]:
        yield "another offer" if change.offer_id else "no offer"
    if change.rank is not None and change.rank != verdict["rank"]:
        before = f" instead of {verdict['rank']}" if verdict["rank"] else ""
        yield f"place {change.rank}{before}"


def _gates(change: Counterfactual, before: str) -> Iterator[str]:
    """Tell the gates that open or close behind the one that is the state."""
    now, then = (set(filter(None, gates.split(BETWEEN))) for gates in (before, change.gates))
    for word, gates in (("no more", now - then), ("then also", then - now)):
        if gates:
            yield f"{word} {', '.join(STATE.get(gate, gate) for gate in sorted(gates))}"
