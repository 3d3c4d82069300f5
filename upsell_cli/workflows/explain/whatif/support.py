"""What if answers came sooner or later, or there were more tickets: what support strain depends on."""

from collections.abc import Iterator

import pandas as pd

from upsell_cli.calendar import MINUTES_AN_HOUR
from upsell_cli.workflows.explain.facts import Judged
from upsell_cli.workflows.explain.whatif import changes
from upsell_cli.workflows.explain.whatif.lever import Lever


def of_support(case: Judged) -> Iterator[Lever]:
    """Suppose answer times on either side of what is promised, and enough tickets to judge them by."""
    hours, tickets = case.number("reply_hours"), case.number("tickets")
    least = case.policy.signals.support_tickets
    if hours is None or tickets is None:
        return
    for promised in sorted(_promised(case)):
        for answer in (promised, promised + 1):
            if answer != hours:
                words = f"first answers after {_figure(answer)} hours instead of {_figure(hours)}"
                change = changes.rewritten("events", _ticket, first_reply_minutes=answer * MINUTES_AN_HOUR)
                yield Lever("reply_hours", abs(answer - hours) / max(answer, hours), words, change)
    if tickets < least:
        more = round(least - tickets)
        ticket = changes.happened("ticket", case.as_of, first_reply_minutes=hours * MINUTES_AN_HOUR)
        words = f"{more} ticket{'' if more == 1 else 's'} more, answered as late"
        yield Lever("tickets", more / least, words, changes.together(*[ticket] * more))


def _figure(hours: float) -> str:
    return f"{hours:.1f}".removesuffix(".0")


def _promised(case: Judged) -> set[float]:
    """Give the hours that are promised now, and that the tiers above and the add-ons promise."""
    rank, book = case.number("tier_rank"), case.book
    above = () if rank is None else book.path(round(rank))
    promised = (
        case.number("support_hours_promised"),
        *(book.response_hours(up) for up in above),
        *(add_on.response_hours for add_on in book.add_ons),
    )
    return {hours for hours in promised if hours is not None}


def _ticket(rows: pd.DataFrame) -> pd.Series:
    return rows["type"].str.casefold() == "ticket"
