"""Words about the offer: what it is, what it costs and brings, and what its terms allow."""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import isinf

import numpy as np

from upsell_cli.config.bundles import Shelf, answered_within
from upsell_cli.frames.vectors.lists import BETWEEN, BETWEEN_PIECES
from upsell_cli.stages.words.figures import counted, within
from upsell_cli.stages.words.losses import unseen_in_use
from upsell_cli.stages.words.moved import seats_paid, subscriptions
from upsell_cli.workflows.brief.words.limits import allowed, room, taken
from upsell_cli.workflows.brief.words.said import Said, all_of, money
from upsell_cli.workflows.subject import Row, Subject


def offer_words(subject: Subject, offer: Row) -> Iterator[Said]:
    """Give what is known of the offer a brief is about."""
    case, book = subject.case, subject.book
    yield "offer", offer["offer_id"], offered(subject, offer)
    moves = offer["to_rank"] != offer["from_rank"]
    yield "target", offer["to_tier"], book.tier_name(offer["to_rank"]) if moves else None
    more_paid = _more_seats_paid(subject, offer)
    yield "target_seats", more_paid, counted(more_paid, "seat") if more_paid else None
    yield from _price(subject, offer)
    meter = case["binding_meter"]
    after = offer.get(f"allows[{meter}]")
    if meter is not None and after is not None and after != case[f"limit[{meter}]"]:
        spec = book.meter(meter)
        if isinf(after):
            yield "limit_gone", meter, within(spec.name)
        else:
            yield "limit_after", after, allowed(after, spec.unit, spec.name)
            yield "room_after", after, room(after, spec.unit, spec.name)
    yield from _second(subject, offer)
    gained = features_after(subject, offer)
    asked = subject.codes("asked_features")
    wished = dict.fromkeys([*asked, *subject.codes("arrived_features")])
    brought = [feature for feature in wished if feature in gained]
    yield "brings", None, all_of([book.feature_name(feature) for feature in brought])
    yield "leaves_out", None, all_of([book.feature_name(f) for f in asked if f not in gained])
    known = [book.catalogue.features[feature] for feature in brought if feature in book.catalogue.features]
    impact = next((feature.impact for feature in known if feature.impact), None)
    yield "impact", None, impact and within(impact.strip().rstrip("."))
    lost = [feature for feature in (offer["loses"] or "").split(BETWEEN) if feature]
    unseen = unseen_in_use(offer["loses"], case["features_unused"])
    yield "loses", offer["loses"], all_of([book.feature_name(feature) for feature in lost])
    yield "loses_unseen", None, all_of([book.feature_name(feature) for feature in unseen])
    met, known = offer["fit_met"], offer["fit_known"]
    yield "fit", met, f"{met} of {known}" if known else None
    hours = _answered_within(subject, offer)
    now = book.response_hours(offer["from_rank"])
    quicker = hours is not None and (now is None or hours < now)
    yield "target_reply", hours, counted(hours, "hour") if hours is not None and quicker else None
    slower = None if hours is None or now is None or hours <= now else _slower(hours, now)
    yield "slower_reply", hours, slower
    if case["cheapest_id"] is not None and case["cheapest_id"] == offer["offer_id"]:
        yield "is_cheapest", True, "the cheapest way"
    if not lost and slower is None and not _lowers_a_limit(subject, offer):
        yield "keeps_all", True, "everything they have"
    yield "cheapest", case["cheapest_id"], _cheaper(subject)
    yield from _terms(subject, offer)


def _second(subject: Subject, offer: Row) -> Iterator[Said]:
    """Give the use of the second tightest limit, where that is close and the offer raises it too."""
    case, second = subject.case, subject.case["second_meter"]
    share, near = case["second_utilisation"], subject.policy.signals.limit_near
    if second is None or share is None or share < near or isinf(share):
        return
    now, after = case[f"limit[{second}]"], offer.get(f"allows[{second}]")
    if now is not None and after is not None and after > now:
        yield "also_taken", share, taken(case, second)


def offered(subject: Subject, offer: Row) -> str:
    """Give an offer as one says it: a move to Scale, also with 56 seats; 12 more seats; an add-on."""
    parts = [_move(subject, offer)] if offer["to_rank"] != offer["from_rank"] else []
    seats = seats_added(subject, offer)
    if seats:
        parts.append(f"{counted(seats, 'more seat')}" if seats > 0 else f"{counted(-seats, 'seat')} fewer")
    names = {add_on.id: add_on.name or add_on.id.replace("_", " ") for add_on in subject.book.add_ons}
    bought = Counter(piece for piece in (offer["add_on"] or "").split(BETWEEN_PIECES) if piece)
    parts += _pieces({names.get(piece, piece): count for piece, count in bought.items()})
    return " and ".join(parts) or "a change of plan"


def _pieces(bought: Mapping[str, int]) -> Iterator[str]:
    """Give the add-ons bought; names of several are kept apart, as they may have commas of their own.

    >>> list(_pieces({"Storage, 100 GB": 3})), list(_pieces({"Storage, 100 GB": 3, "SSO": 1}))
    (['3 of the add-on “Storage, 100 GB”'], ['the add-ons “Storage, 100 GB” (3 of it) and “SSO”'])
    """
    if len(bought) > 1:
        told = [f"“{name}”" + (f" ({count} of it)" if count > 1 else "") for name, count in bought.items()]
        yield f"the add-ons {all_of(told)}"
    for name, count in bought.items() if len(bought) == 1 else ():
        called = f"“{name}”" if "," in name else name
        yield f"the add-on {called}" if count == 1 else f"{count} of the add-on {called}"


def _move(subject: Subject, offer: Row) -> str:
    """Give the move, with its seats where it is priced for more; of several subscriptions, of which ones."""
    target, moving = subject.book.tier_name(offer["to_rank"]), subject.case["moving"]
    paid = _more_seats_paid(subject, offer)
    target += f" with {counted(paid, 'seat')}" if paid else ""
    if moving is None:
        return f"a move to {target}"
    which = "subscription" if BETWEEN_PIECES not in moving else "subscriptions"
    start = subject.book.tier_name(offer["from_rank"])
    return f"a move of {which} {subscriptions(moving)} from {start} to {target}"


def _more_seats_paid(subject: Subject, offer: Row) -> int | None:
    """Give the seats another tier is priced for, where that is more than they have and than it includes."""
    before, after = subject.case["seats"], offer["seats_after"]
    if offer["to_rank"] == offer["from_rank"] or before is None or after is None or after <= before:
        return None
    included = subject.book.tiers[offer["to_rank"]].price.included_seats
    return seats_paid(int(after), subject.case["seats_beside"], included)


def seats_added(subject: Subject, offer: Row) -> int:
    """Give the seats added in the same tier, below zero when some are given back."""
    if offer["to_rank"] != offer["from_rank"]:
        return 0
    before, after = subject.case["seats"], offer["seats_after"]
    return int(after - before) if before is not None and after is not None else int(offer["seats_added"] or 0)


def features_after(subject: Subject, offer: Row) -> frozenset[str]:
    """Give the features the account would have."""
    book = subject.book
    pieces = {piece for piece in (offer["add_on"] or "").split(BETWEEN_PIECES) if piece}
    own = {add_on.id: book.provided(add_on) for add_on in book.add_ons}
    return book.tier_features[offer["to_rank"]].union(*(own.get(piece, ()) for piece in sorted(pieces)))


def _price(subject: Subject, offer: Row) -> Iterator[Said]:
    case = subject.case
    added, spend = offer["delta_arr_minor"], offer["delta_spend_minor"]
    yield "added", added, money(case, added, " a year") if added and added > 0 else None
    if spend is None:
        yield "quote", offer["quote"], "agreed case by case" if offer["quote"] else None
    elif spend > 0:
        yield "spend", spend, money(case, spend, " a year")
    elif spend < 0:
        yield "saving", -spend, money(case, -spend, " a year")
    saved = (offer["overage_now_minor"] or 0) - (offer["overage_after_minor"] or 0)
    yield "overage_saved", saved, money(case, saved, " a year") if saved > 0 else None
    yield "price_after", offer["arr_after_minor"], money(case, offer["arr_after_minor"], " a year")


def _terms(subject: Subject, offer: Row) -> Iterator[Said]:
    """Give only what the terms of the tier allow: nothing else is ever promised."""
    case, tier = subject.case, subject.book.tiers[offer["to_rank"]]
    terms, climbs = tier.terms, offer["to_rank"] > offer["from_rank"]
    yield "trial", terms.trial_days, counted(terms.trial_days, "day") if terms.trial_days and climbs else None
    left = (case["term_end"].date() - case.today).days if case["term_end"] is not None else 0
    due = offer["pro_rata_minor"]
    if terms.pro_rata and left > 0 and due is not None and due > 0:
        yield "pro_rata", due, money(case, due)
        yield "term_left", left, counted(left, "day")
    if terms.co_term and case["days_to_renewal"]:
        yield "co_term", True, case.day("term_end")
    yield "downgrade", terms.downgrade, terms.downgrade
    yield "how_to_buy", tier.how_to_buy, tier.how_to_buy if offer["offer_type"] != "right_size" else None


def _slower(hours: float, now: float) -> str:
    return f"{counted(hours, 'hour')} instead of {counted(now, 'hour')}"


def _lowers_a_limit(subject: Subject, offer: Row) -> bool:
    limits = ((subject.case[f"limit[{m}]"], offer.get(f"allows[{m}]")) for m in subject.book.meter_ids)
    return any(now is not None and after is not None and after < now for now, after in limits)


def _cheaper(subject: Subject) -> str | None:
    """Give the cheapest way to the same need as one says it, with its price; None where that is offered."""
    case = subject.case
    if not case["cheapest_option"]:
        return None
    if case["stay_overage_minor"] is not None:
        return f"to stay and pay the overage, {case.amount(case['stay_overage_minor'])} a year"
    way = next((row for row in subject.considered if row["offer_id"] == case["cheapest_id"]), None)
    if way is None:
        return None
    spend, what = way["delta_spend_minor"], offered(subject, way)
    if spend is None:
        return f"{what}, price agreed case by case"
    return f"{what}, {case.amount(abs(spend))} a year {'more' if spend >= 0 else 'less'}"


def _answered_within(subject: Subject, offer: Row) -> float | None:
    shelf = Shelf(subject.book)
    pieces = np.array(
        [[float((offer["add_on"] or "").split(BETWEEN_PIECES).count(name)) for name in shelf.ids]]
    )
    hours = float(answered_within(shelf, np.array([offer["to_rank"]]), pieces)[0])
    return None if np.isnan(hours) else hours
