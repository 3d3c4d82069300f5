"""An explanation on a screen: the verdict, what speaks for and against it, the offers, the sums, the rows."""

from collections.abc import Iterator
from dataclasses import asdict

from rich.cells import cell_len
from rich.text import Text

from upsell_cli.calendar import spoken
from upsell_cli.frames.documents.explanation import Considered, Explanation, Gate, Points, SourceRow
from upsell_cli.frames.vectors.lists import BETWEEN
from upsell_cli.money import written
from upsell_cli.render.drawing import cells
from upsell_cli.render.drawing.cells import FULL_STYLE, GOOD, NEAR_STYLE, QUIET, Row, Scene
from upsell_cli.render.drawing.effects import effect
from upsell_cli.render.drawing.folding import folded, titled
from upsell_cli.render.drawing.glyphs import bar
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.said import evidence
from upsell_cli.render.drawing.text import one_line
from upsell_cli.render.drawing.wording import FULL, LEAD, STATE, percentage, told_return
from upsell_cli.shown import shown_use

QUESTIONS = {
    "blocked": "May be contacted",
    "in_progress": "No move under way",
    "hold": "Nothing open that comes first",
    "fix_relationship": "Content with what they have",
    "fix_adoption_first": "Use what they pay for",
    "cool_down": "Not approached lately",
    "nurture": "Settled in, with a budget",
    "needs_data": "Enough is known",
    "no_rate": "Amounts can be compared",
    "no_need": "Have a reason",
    "hold_out": "Not left out to measure by",
}
"""What it means when a gate is open."""

ONLY_FROM_EXPORTS = "  asked of the exports: a kept run holds no bills, invoices or accounts to judge anew"
BAR = 12
SHOWN_CHANGES = 8
"""Changes that are shown: those to another state, then the smallest."""


def explained_lines(explanation: Explanation, look: Look) -> Iterator[Text]:
    """Give an explanation, line by line, none wider than the screen."""
    scene = Scene(look, explanation.as_of, explanation.currency, explanation.names)
    yield from _head(explanation, scene)
    yield from titled("GATES", _gates(explanation, scene))
    yield from titled("POINTS, ten of which double the odds", _points(explanation, scene))
    yield from titled("LIMITS", _limits(explanation, scene))
    yield from titled("OFFERS CONSIDERED", _offers(explanation, scene))
    if explanation.counterfactuals:
        yield from titled("WHAT WOULD CHANGE THIS", _changes(explanation, scene))
    if explanation.kept:
        yield from titled("WHAT WOULD CHANGE THIS", iter((Text(ONLY_FROM_EXPORTS, QUIET),)))
    yield from titled("SUMS", _sums(explanation, scene))
    yield from titled("SOURCE ROWS", _rows(explanation, scene))


def _head(explanation: Explanation, scene: Scene) -> Iterator[Text]:
    verdict, look = explanation.verdict, scene.look
    row = Row({**verdict, "currency": explanation.currency, "seats": explanation.fact("seats").value})
    state = str(verdict["state"])
    place = f", place {verdict['rank']} of the list" if verdict["rank"] else ""
    reason = f": {one_line(str(verdict['held_reason']))}" if verdict["held_reason"] else ""
    release = row.day("release_on")
    until = f", until {spoken(release, scene.as_of)}" if release and not reason else ""
    style = GOOD if state == "qualified" else NEAR_STYLE
    name, own_id = one_line(explanation.account_name), one_line(explanation.account_id)
    yield from folded(Text(f"{STATE.get(state, state)}{place}{reason}{until}", style), 0, look)
    yield Text(name, "bold").append("" if name == own_id else f"  {own_id}", QUIET)
    if verdict["offer_id"]:
        sign = "+" if (row.minor("delta_arr_minor") or 0) > 0 else ""
        added = f"{sign}{cells.added_arr(row, scene).plain} ARR"
        price = "by quote" if row.minor("delta_arr_minor") is None else added
        made = any(offer.made for offer in explanation.offers)
        lead = LEAD.get(str(verdict["owner_role"]), str(verdict["owner_role"]))
        talk = cells.on_day(row, scene, "contact_on").plain
        parts = (
            f"{'' if made else 'would be '}{cells.move(row, scene).plain}",
            price,
            f"{lead} leads",
            f"talk {talk}",
            verdict["next_step"],
        )
        yield from folded(Text(f" {look.glyphs.dot} ".join(str(part) for part in parts if part)), 0, look)
    if verdict["evidence"]:
        yield from folded(Text(one_line(str(verdict["evidence"])), QUIET), 0, look)


def _gates(explanation: Explanation, scene: Scene) -> Iterator[Text]:
    widest = max(cell_len(question) for question in QUESTIONS.values())
    for gate in explanation.gates:
        glyph, style = _answer(gate, scene.look)
        until = f"; until {spoken(gate.release_on, scene.as_of)}" if gate.release_on else ""
        told = f"{evidence(gate.facts, explanation, doubted=gate.holds is None)}{until}"
        head = Text.assemble("  ", (glyph, style), f"  {QUESTIONS[gate.code]:<{widest}}  ")
        yield from folded(
            head.append(told, NEAR_STYLE if gate.holds is None else QUIET), widest + 7, scene.look
        )


def _answer(gate: Gate, look: Look) -> tuple[str, str]:
    if gate.holds is None:
        return look.glyphs.unknown, NEAR_STYLE
    return (look.glyphs.no, FULL_STYLE) if gate.holds else (look.glyphs.yes, GOOD)


def _points(explanation: Explanation, scene: Scene) -> Iterator[Text]:
    widest = max(len(points.factor) for points in explanation.points)
    for points in sorted(explanation.points, key=_weight):
        facts = evidence(points.facts, explanation, doubted=points.points is None)
        own_rule = "" if points.rule.startswith("default ") else points.rule
        told = "; ".join(filter(None, (points.because, own_rule, facts))) or "neither for nor against"
        figure = (
            scene.look.glyphs.unknown if points.points is None else f"{points.points:+g}".replace("+0", "0")
        )
        head = Text.assemble(
            (f"  {figure:>5}", _sign(points)), f"  {points.factor.replace('_', ' '):<{widest}}  "
        )
        yield from folded(head.append(told, QUIET), widest + 11, scene.look)
    total = Text.assemble((f"  {explanation.total_points:>+5g}", "bold"), "  in all")
    yield total.append(f", score {cells.score(Row(explanation.verdict), scene).plain}")


def _weight(points: Points) -> tuple[bool, float]:
    return points.points is None, -abs(points.points or 0.0)


def _sign(points: Points) -> str:
    if points.points is None:
        return NEAR_STYLE
    return GOOD if points.points > 0 else QUIET if points.points == 0 else FULL_STYLE


def _limits(explanation: Explanation, scene: Scene) -> Iterator[Text]:
    facts = {fact.name: fact.value for fact in explanation.facts}
    meters = [name[4:-1] for name in facts if name.startswith("use[")]
    names = {meter: scene.name(meter) for meter in meters}
    widest = max(map(cell_len, names.values()), default=0)
    for meter in meters:
        use, limit, share = (facts[f"{name}[{meter}]"] for name in ("use", "limit", "util"))
        figures = f"{_figure(use, scene)} of {_figure(limit, scene)}"
        line = Text(f"  {cells.fitted(names[meter], widest, scene.look)}  ")
        if isinstance(share, float) and limit != "unlimited":
            filled, rest = bar(share, BAR, scene.look.glyphs)
            style = FULL_STYLE if share >= FULL else NEAR_STYLE if share >= cells.NEARLY_FULL else ""
            line.append(filled, style).append(rest, QUIET).append(f" {percentage(share):>5}", style)
        else:
            line.append(" " * (BAR + 6))
        yield line.append(f"  {figures}", QUIET)


def _figure(value: object, scene: Scene) -> str:
    if value is None:
        return scene.look.glyphs.unknown
    return shown_use(float(value)) if isinstance(value, int | float) else str(value)


def _offers(explanation: Explanation, scene: Scene) -> Iterator[Text]:
    if not explanation.offers:
        yield Text("  none", QUIET)
        return
    moves = [_move(offer, explanation, scene) for offer in explanation.offers]
    widest = max(map(cell_len, moves))
    for offer, move in zip(explanation.offers, moves, strict=True):
        told = offer.why_not or "the offer made"
        agreed = "; the price is agreed case by case" if offer.quote and offer.delta_spend_minor else ""
        lost = ", ".join(map(scene.name, filter(None, (offer.loses or "").split(BETWEEN))))
        loses = f"; loses {lost}" if lost else ""
        cheapest = "; the cheapest that meets the need" if offer.cheapest and not offer.recommended else ""
        returns = (
            ""
            if offer.return_multiple is None
            else f"; return {told_return(offer.return_multiple, offer.value_basis, scene.look.glyphs)}"
        )
        head = Text(f"  {move:<{widest}}  ", "bold" if offer.made else "")
        head.append(f"{_price(offer, explanation.currency):>14}  ")
        head.append(f"{told}{agreed}{cheapest}{returns}{loses}", QUIET)
        yield from folded(head, widest + 20, scene.look)


def _move(offer: Considered, explanation: Explanation, scene: Scene) -> str:
    before = {"from_tier": explanation.verdict["from_tier"], "seats": explanation.fact("seats").value}
    before["from_tier"] = before["from_tier"] or explanation.fact("tier_id").value
    return cells.move(Row(asdict(offer) | before), scene).plain


def _price(offer: Considered, currency: str) -> str:
    if offer.delta_spend_minor is None:
        return "by quote" if offer.quote else "price unknown"
    return f"{'+' if offer.delta_spend_minor >= 0 else ''}{written(offer.delta_spend_minor, currency)}"


def _changes(explanation: Explanation, scene: Scene) -> Iterator[Text]:
    changes = explanation.counterfactuals
    state = explanation.verdict["state"]
    telling = sorted(changes, key=lambda change: change.state == state)[:SHOWN_CHANGES]
    shown = [change for change in changes if change in telling]
    widest = min(max((cell_len(change.change) for change in shown), default=0), scene.look.width // 2)
    for change in shown:
        head = Text(f"  {cells.fitted(change.change, widest, scene.look)}  ")
        yield from folded(head.append(effect(change, explanation), QUIET), widest + 4, scene.look)
    more = len(changes) - len(shown)
    if more:
        yield Text(f"  and {more} more: --format json", QUIET)


def _sums(explanation: Explanation, scene: Scene) -> Iterator[Text]:
    widest = max((len(told.name) for told in explanation.sums), default=0)
    times = f" {scene.look.glyphs.times} "
    for told in explanation.sums:
        head = Text(f"  {told.name.replace('_', ' '):<{widest}}  ")
        head.append(told.result, "bold").append(f" = {told.working.replace(' x ', times)}", QUIET)
        yield from folded(head, widest + 4, scene.look)


def _rows(explanation: Explanation, scene: Scene) -> Iterator[Text]:
    files = dict.fromkeys((row.table, row.file) for row in explanation.rows)
    for table, file in files:
        rows = [row for row in explanation.rows if (row.table, row.file) == (table, file)]
        more = f"  and {len(rows) - 1:,} more before it" if len(rows) > 1 else ""
        yield from folded(Text.assemble(f"  {one_line(file)}:{rows[-1].line}", (more, QUIET)), 4, scene.look)
        yield from folded(Text(f"    {_cells(rows[-1])}", QUIET), 4, scene.look)
    yield Text("  Every fact with its rows: --format json", QUIET)


def _cells(row: SourceRow) -> str:
    filled = [f"{one_line(header)}={one_line(text)}" for header, text in row.cells.items() if text.strip()]
    return "  ".join(filled)
