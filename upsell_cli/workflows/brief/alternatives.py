"""The alternatives, each in a line: stay, every other offer with its price, and why it is not the one."""

from collections.abc import Iterator

from upsell_cli.frames.documents.brief import Line
from upsell_cli.stages.words.figures import begun
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.brief.words.offer import offered
from upsell_cli.workflows.explain.offers import told_in_order
from upsell_cli.workflows.subject import Row, Subject

MOST = 5


def alternatives(subject: Subject, offer: Row, telling: Telling, notes: Notes) -> Iterator[Line]:
    """Give staying first, and from when on it costs more; then the other offers by what they cost."""
    yield Line(telling.line("stay"))
    yield from (Line(text) for text in telling.passage("stay_turns"))
    rows = {row["offer_id"]: row for row in subject.considered}
    others = told_in_order(subject.considered, offer["offer_id"])[1 : MOST + 1]
    for place, other in enumerate(others):
        what = offered(subject, rows[other.offer_id])
        named = notes(f"alternative.{place}", None, what)
        price = _price(subject, other.delta_spend_minor, place, notes, quote=other.quote)
        yield Line(f"{begun(named)}, {price}: {other.why_not}.")


def priced_alternatives(subject: Subject, offer: Row, telling: Telling, notes: Notes) -> Iterator[Line]:
    """Give the alternatives as a customer may read them: what each is and costs, without our reasons."""
    yield Line(telling.line("stay"))
    rows = {row["offer_id"]: row for row in subject.considered}
    for place, other in enumerate(told_in_order(subject.considered, offer["offer_id"])[1 : MOST + 1]):
        if other.delta_spend_minor is None and not other.quote:
            continue
        named = notes(f"alternative.{place}", None, offered(subject, rows[other.offer_id]))
        price = _price(subject, other.delta_spend_minor, place, notes, quote=other.quote)
        yield Line(f"{begun(named)}: {price}.")


def _price(subject: Subject, spend: int | None, place: int, notes: Notes, *, quote: bool) -> str:
    if spend is None:
        return "by quote" if quote else "price not known"
    more = "more" if spend >= 0 else "less"
    return notes(f"alternative_price.{place}", spend, f"{subject.case.amount(abs(spend))} a year {more}")
