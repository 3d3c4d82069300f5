"""What if customers had said or done otherwise: an answer, a request, a look at prices, a date."""

from collections.abc import Iterator
from datetime import date, timedelta
from math import ceil, floor

from upsell_cli.calendar import DAYS_A_WEEK
from upsell_cli.frames.vectors.lists import BETWEEN
from upsell_cli.workflows.explain.facts import Judged
from upsell_cli.workflows.explain.whatif import changes
from upsell_cli.workflows.explain.whatif.lever import Lever
from upsell_cli.workflows.explain.whatif.twins import Change

NPS_MOST, CSAT_MOST = 10, 5
TENTH = 0.1


def of_answers(case: Judged) -> Iterator[Lever]:
    """Suppose the nearest survey answers that would count for something else."""
    gates, bands = case.policy.gates, case.policy.bands
    nps, csat = case.number("nps"), case.number("csat")
    if nps is not None:
        low, high = floor(gates.nps_low), ceil(bands.nps_high)
        answers = (low + 1, high) if nps <= gates.nps_low else (low, high if nps < high else high - 1)
        for answer in answers:
            yield _answer(case, "nps", "NPS", nps, answer, NPS_MOST)
    if csat is not None:
        nearest = gates.csat_low if csat < gates.csat_low else round(gates.csat_low - TENTH, 1)
        yield _answer(case, "csat", "CSAT", csat, nearest, CSAT_MOST)


def _answer(case: Judged, kind: str, name: str, now: float, then: float, most: float) -> Lever:
    """Give an answer of today in place of all others."""
    recorded = changes.told(**{kind: float(then), f"{kind}_on": case.as_of})
    unsaid = changes.rewritten("events", lambda rows: rows["type"].notna(), **{kind: None})
    change = changes.together(changes.without_events(kind), unsaid, recorded)
    return Lever(kind, abs(then - now) / most, f"{name} {then:g} instead of {now:g}", change)


def of_events(case: Judged) -> Iterator[Lever]:
    """Suppose that an event had happened once more, or not at all."""
    today, often = case.as_of, case.policy.signals.pricing_views
    blocked, views = case.number("blocked_attempts"), case.number("pricing_views")
    if blocked == 0:
        yield Lever("blocked_attempts", 1.0, "one blocked attempt", changes.happened("blocked", today))
    if blocked:
        yield Lever("blocked_attempts", 1.0, "no blocked attempt", changes.without_events("blocked"))
    if case["higher_tier_questions"] == 0:
        asked = changes.happened("higher_tier_question", today)
        yield Lever("higher_tier_questions", 1.0, "one question about a higher tier", asked)
    if views is not None and views < often:
        more = changes.happened("pricing_view", today, value=float(often))
        yield Lever("pricing_views", (often - views) / often, f"{often} looks at prices", more)
    if views is not None and views >= often:
        yield Lever("pricing_views", 1.0, "no look at prices", changes.without_events("pricing_view"))
    if case["budget_signal"] is False:
        yield Lever("budget_signal", 1.0, "a sign of budget", changes.happened("budget_signal", today))


def of_wishes(case: Judged) -> Iterator[Lever]:
    """Suppose one more day with a request: for the feature asked for before, else one of the next tier."""
    rank = case.number("tier_rank")
    if rank is None or case["asked_days"] is None:
        return
    asked = [feature for feature in str(case["asked_features"] or "").split(BETWEEN) if feature]
    lacking = asked or _next_features(case, round(rank))
    if lacking:
        on = case.as_of - timedelta(days=1) if case["last_asked_on"] == case.as_of else case.as_of
        name = case.book.feature_name(lacking[0])
        words = f"{name} asked for on one day more" if asked else f"{name} asked for"
        wish = changes.happened("feature_request", on, feature=lacking[0])
        yield Lever("asked_days", 1 / (1 + len(asked)), words, wish)


def _next_features(case: Judged, rank: int) -> list[str]:
    above = case.book.next_rank[rank]
    if above is None:
        return []
    new = case.book.has[above] & ~case.book.has[rank]
    return [feature for feature, is_new in zip(case.book.features, new, strict=True) if is_new]


def of_dates(case: Judged) -> Iterator[Lever]:
    """Suppose a renewal and a compliance date on the other side of the day from which they count."""
    left, near = case.number("days_to_renewal"), case.policy.bands.renewal_days
    if left is not None:
        then = near if left > near else near + 1
        renewal = case.as_of + timedelta(days=then)
        moved = changes.together(*(_renewing(table, renewal) for table in ("billing", "profile", "accounts")))
        words = f"the renewal in {then} days instead of {left:g}"
        yield Lever("days_to_renewal", abs(then - left) / near, words, moved)
    due, window = case["compliance_deadline"], case.policy.signals.compliance_weeks * DAYS_A_WEEK
    edge = case.as_of + timedelta(days=window)
    if isinstance(due, date) and due > edge:
        change = changes.told(compliance_deadline=edge)
        words = f"the compliance date {(due - edge).days} days sooner"
        yield Lever("compliance_deadline", (due - edge).days / window, words, change)


def _renewing(table: str, on: date) -> Change:
    return changes.rewritten(table, lambda rows: rows["account_id"].notna(), renewal_date=on)
