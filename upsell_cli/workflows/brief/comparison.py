"""What would change: now and after the offer side by side, tied to what they need; what stays, if asked."""

from collections.abc import Iterator, Sequence

from upsell_cli.calendar import MONTHS_A_YEAR
from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.frames.documents.brief import Grid
from upsell_cli.shown import shown_use
from upsell_cli.stages.words.figures import begun, counted, figure, within
from upsell_cli.workflows.brief.noting import Notes
from upsell_cli.workflows.brief.telling import Telling
from upsell_cli.workflows.brief.words.limits import allowed
from upsell_cli.workflows.brief.words.offer import features_after
from upsell_cli.workflows.subject import Row, Subject

USE, ASKED = ACCOUNTS.family("use"), ACCOUNTS.family("asked")

Cells = tuple[str, str, str, str]


def comparison(subject: Subject, offer: Row, telling: Telling, notes: Notes) -> Grid:
    """Give the table: what it is about, now, after, and why it matters to this account."""
    book = subject.book
    now = book.tier_name(offer["from_rank"])
    after = book.tier_name(offer["to_rank"]) if offer["to_rank"] != offer["from_rank"] else "With it"
    rows = (
        *_limits(subject, offer, telling, notes),
        *_features(subject, offer, telling, notes),
        *_support(subject, offer, telling, notes),
        *_promises(subject, offer, telling),
        *_prices(subject, offer, notes),
    )
    return Grid(("", f"{now} now", after, "What it means here"), rows, numbers=(1, 2))


def _limits(subject: Subject, offer: Row, telling: Telling, notes: Notes) -> Iterator[Cells]:
    case, unused = subject.case, []
    for meter in subject.book.meters:
        now, after = case[f"limit[{meter.id}]"], offer.get(f"allows[{meter.id}]")
        if now is None or after is None or (now == after and not telling.whole):
            continue
        use = case.of(USE, meter.id)
        if use is None and after > now and not telling.whole:
            unused.append(meter.name)
            continue
        unit = "" if meter.unit.casefold() in meter.name.casefold() else f" {meter.unit}"
        used = "" if use is None else notes(f"use.{meter.id}", use, f"{shown_use(use)}{unit} in use")
        full = telling.words.get("full")
        when = f", full {full.text}" if full and case["breach_meter"] == meter.id else ""
        yield (
            begun(meter.name),
            notes(f"limit.{meter.id}", now, allowed(now, meter.unit, meter.name)),
            notes(f"limit_after.{meter.id}", after, allowed(after, meter.unit, meter.name)),
            f"{used}{when}",
        )
    if unused:
        yield "Not used so far", "", "more", ", ".join(unused)


def _features(subject: Subject, offer: Row, telling: Telling, notes: Notes) -> Iterator[Cells]:
    """Give a row for each feature that was asked for, the others that come along in one, and what goes."""
    book, case = subject.book, subject.case
    own = book.tier_features[offer["from_rank"]]
    after = features_after(subject, offer)
    gained = [feature for feature in book.features if feature in after and feature not in own]
    wanted = [feature for feature in subject.codes("asked_features") if feature in gained]
    for feature in wanted:
        days = case.of(ASKED, feature) or 0
        known = book.catalogue.features.get(feature)
        impact = f": {within(known.impact.strip().rstrip('.'))}" if known and known.impact else ""
        often = notes(f"asked.{feature}", days, "once" if days == 1 else f"on {days:,} days") if days else ""
        yield book.feature_name(feature), "no", "yes", f"asked for {often}{impact}".replace("  ", " ")
    others = [book.feature_name(feature) for feature in gained if feature not in wanted]
    if others:
        yield "Comes along", "no", "yes", ", ".join(others)
    stay = [book.feature_name(feature) for feature in book.features if feature in own & after]
    if telling.whole and stay:
        yield "Stays", "yes", "yes", ", ".join(stay)
    for feature in filter(None, (offer["loses"] or "").split(";")):
        yield book.feature_name(feature), "yes", "no", "would be lost; no use of it is known"


def _support(subject: Subject, offer: Row, telling: Telling, notes: Notes) -> Iterator[Cells]:
    book = subject.book
    now, after = (book.response_hours(offer[rank]) for rank in ("from_rank", "to_rank"))
    if now is None or after is None or (now == after and not telling.whole):
        return
    waited = telling.words.get("reply")
    yield (
        "First answer within",
        notes("reply_now", now, counted(now, "hour")),
        notes("reply_after", after, counted(after, "hour")),
        f"they typically waited {waited.text}" if waited else "",
    )


def _promises(subject: Subject, offer: Row, telling: Telling) -> Iterator[Cells]:
    """Give what else the tier promises: what the present one does not, and what it does; no feature twice."""
    before, then = (subject.book.tiers[offer[rank]] for rank in ("from_rank", "to_rank"))
    features = {subject.book.feature_name(feature).casefold() for feature in subject.book.features}
    had_channels, has_channels = (tier.support.channels if tier.support else () for tier in (before, then))
    promised: tuple[tuple[str, Sequence[str], Sequence[str]], ...] = (
        ("Security", before.security, then.security),
        ("Integrations", before.integrations, then.integrations),
        ("Support by", had_channels, has_channels),
    )
    for title, had, has in promised:
        told = [word for word in has if word.casefold() not in features]
        more, stay = [word for word in told if word not in had], [word for word in told if word in had]
        if more:
            yield title, "", "more", ", ".join(more)
        if telling.whole and stay:
            yield title, "yes", "yes", ", ".join(stay)


def _prices(subject: Subject, offer: Row, notes: Notes) -> Iterator[Cells]:
    case = subject.case
    now, after = case["arr_now_minor"], offer["arr_after_minor"]
    if after is None:
        said = "by quote" if offer["quote"] else "not known"
        yield "A year", "" if now is None else notes("arr_now", now, case.amount(now)), said, ""
        return
    for item, parts in (("A month", MONTHS_A_YEAR), ("A year", 1)):
        yield _price(subject, notes, item, now, after, parts)
    yield from _seat_prices(subject, offer, notes)


def _seat_prices(subject: Subject, offer: Row, notes: Notes) -> Iterator[Cells]:
    """Give what a seat costs in the subscriptions that are moved, where they are paid for by the seat.

    Not beside an add-on, whose price is none of a seat's.
    """
    case, price = subject.case, subject.book.tiers[offer["to_rank"]].price
    beside, stay = case["beside_minor"] or 0, case["seats_beside"] or 0
    before, then = (case["seats"] or 0) - stay, (offer["seats_after"] or 0) - stay
    if before <= 0 or then <= 0 or case["arr_now_minor"] is None or not price.per_seat or offer["add_on"]:
        return
    then = max(then, price.included_seats)
    now, after = (case["arr_now_minor"] - beside) // before, (offer["arr_after_minor"] - beside) // then
    many = notes("seats_now", before, counted(before, "seat"))
    yield (
        "A seat, a year",
        notes("seat_now", now, case.amount(now)),
        notes("seat_after", after, case.amount(after)),
        many if then == before else f"{many}, then {notes('seats_then', then, figure(then))}",
    )


def _price(subject: Subject, notes: Notes, item: str, now: int | None, after: int, parts: int) -> Cells:
    case, name = subject.case, item.lower().replace(" ", "_")
    before = "" if now is None else notes(f"{name}_now", now // parts, case.amount(now // parts))
    then = notes(f"{name}_after", after // parts, case.amount(after // parts))
    difference = None if now is None else (after - now) // parts
    if not difference:
        return item, before, then, ""
    more = f"{case.amount(abs(difference))} {'more' if difference > 0 else 'less'}"
    return item, before, then, notes(f"{name}_difference", difference, more)
