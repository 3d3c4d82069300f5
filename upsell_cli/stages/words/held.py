"""Why an account is held back, and until when."""

from collections.abc import Callable, Iterator

from upsell_cli.frames.accounts import ACCOUNTS
from upsell_cli.stages.words.case import Case
from upsell_cli.stages.words.figures import counted, figure, percent, within
from upsell_cli.stages.words.losses import unseen_in_use

NEED = ACCOUNTS.family("need")


def held_reason(case: Case) -> str:
    """Give the reason of the state, with its figure and day; empty for a state that holds nothing back.

    One that is qualified has one when its owner has no time for it yet.
    """
    reasons = REASONS.get(case["state"])
    return "" if reasons is None else next(reasons(case), "")


def _qualified(case: Case) -> Iterator[str]:
    if case["beyond_capacity"]:
        owner, place, free = case["lead_name"], case["owner_place"], case["owner_slots"]
        yield f"number {place} for {owner}, who has time for {free} now"


def _blocked(case: Case) -> Iterator[str]:
    if case["cancel_on"] is not None:
        yield f"cancelled, ends on {case.day('cancel_on')}"
    if case["cancel_notice"]:
        yield f"gave notice{_since(case, 'notice_on', 'on')}"
    if case["do_not_contact"]:
        yield "asked not to be contacted"
    if case["lifecycle"] in ("prospect", "lead"):
        yield "not a customer yet"
    yield "no longer a customer"


def _in_progress(case: Case) -> Iterator[str]:
    if case["open_deal"]:
        yield f"deal under way{_since(case, 'deal_opened_on')}: {case['open_deal']}"
    yield f"a change of plan is under way{_since(case, 'move_pending_on')}"


def _hold(case: Case) -> Iterator[str]:
    if case["payment_failed"]:
        yield f"a payment failed{_since(case, 'payment_failed_on', 'on')}"
    if case["payment_overdue"]:
        yield f"a payment is overdue{_since(case, 'payment_overdue_on')}"
    if case["escalation_open"]:
        yield f"escalation open{_since(case, 'escalation_on')}"
    if case["usage_missing"]:
        yield "no usage row at all, though others have some"
    yield f"no usage since {case.day('last_usage_on')}"


def _fix_relationship(case: Case) -> Iterator[str]:
    when = f" on {case.day('survey_on')}" if case["survey_on"] is not None else ""
    nps, csat = case["nps"], case["csat"]
    if nps is not None and nps <= case.policy.gates.nps_low:
        yield f"NPS {figure(nps)}{when}: fix what hurts first"
    yield f"support rated {figure(csat)} of 5{when}: fix what hurts first"


def _fix_adoption_first(case: Case) -> Iterator[str]:
    active, depth = case["active_share"], case["depth"]
    if active is not None and active < case.policy.gates.active_share_low:
        yield f"{percent(active)} of seats in use: adoption first"
    yield f"{percent(depth)} of features in use: adoption first"


def _cool_down(case: Case) -> Iterator[str]:
    gates = case.policy.gates
    free = f"; free from {case.day('release_on')}"
    if _recent(case, "last_no_on", gates.refusal_days):
        yield f"said no on {case.day('last_no_on')}{free}"
    if _recent(case, "last_contact_on", gates.contact_days):
        yield f"upsell contact on {case.day('last_contact_on')}{free}"
    if (case["contacts_counted"] or 0) >= gates.contacts_most:
        often = counted(case["contacts_counted"], "upsell contact")
        yield f"{often} in {gates.contacts_most_days} days{free}"
    most = case.policy.contact.most
    if most is not None and (case["contacts_any"] or 0) >= most:
        lately = f"in {case.policy.contact.most_days} days"
        yield f"{counted(case['contacts_any'], 'contact')} of any kind {lately}{free}"
    if _recent(case, "last_upgrade_on", gates.upgrade_days):
        yield f"upgraded on {case.day('last_upgrade_on')}{free}"
    yield f"bought seats on {case.day('last_seats_on')}{free}"


def _nurture(case: Case) -> Iterator[str]:
    tenure = case["tenure_weeks"]
    if case["revenue_stage"] == "pre_revenue":
        yield "earns no money yet"
    if case["budget"] in ("no", "false"):
        yield "no budget on record"
    yield f"customer for {counted(int(tenure), 'week')}; free from {case.day('release_on')}"


def _needs_data(case: Case) -> Iterator[str]:
    if case["tier_id"] is None:
        yield "which tier they have is not known"
    yield f"only {percent(case['evidence_share'])} of the evidence is known"


def _no_rate(case: Case) -> Iterator[str]:
    yield f"no exchange rate from {case['currency']} to {case.book.currency}"


def _no_need(case: Case) -> Iterator[str]:
    if not case["need_count"]:
        yield from _nothing_asks(case)
    if case.of(NEED, "overage"):
        yield from _charged(case)
    if case["top_of_path"]:
        yield "on the top tier, and nothing else meets the need"
    yield "nothing on offer meets the need"


def _charged(case: Case) -> Iterator[str]:
    """Tell that use beyond a limit is charged for, and that no offer is better than paying it."""
    meter_id, share, paid = case["binding_meter"], case["utilisation"], case["stay_overage_minor"]
    if meter_id is not None and share is not None and paid is not None:
        name = within(case.book.meter(meter_id).name)
        yield f"{name} at {percent(share)}: {case.amount(paid)} a year as used is less than any offer"
    yield "use beyond the plan is charged, and no offer is better than to pay for it"


def _nothing_asks(case: Case) -> Iterator[str]:
    """Tell whether limits were looked at: where nobody looked, nothing can be said of them."""
    known = case["limits_known"]
    if known is not None and not known:
        yield "no usage of a limit was given, and nothing else asks for more"
    yield "nothing asks for more"


def _right_size(case: Case) -> Iterator[str]:
    """Tell what a smaller plan saves, and what nobody can see to be in use that goes with the larger one."""
    if case["right_size_saving_minor"] is None:
        yield "pays for more than it uses"
    lost = unseen_in_use(case["right_size_loses"], case["features_unused"])
    unseen = " or ".join(within(case.book.feature_name(feature)) for feature in lost)
    saving = case.about(case["right_size_saving_minor"])
    if unseen:
        yield f"pays {saving} a year too much, unless it uses {unseen}"
    yield f"pays {saving} a year more than it needs to"


def _since(case: Case, name: str, word: str = "since") -> str:
    """Give the day from which it is so, where one is known."""
    return "" if case[name] is None else f" {word} {case.day(name)}"


def _recent(case: Case, name: str, days: int) -> bool:
    since = case.days_since(name)
    return since is not None and since <= days


REASONS: dict[str, Callable[[Case], Iterator[str]]] = {
    "qualified": _qualified,
    "blocked": _blocked,
    "in_progress": _in_progress,
    "hold": _hold,
    "fix_relationship": _fix_relationship,
    "fix_adoption_first": _fix_adoption_first,
    "cool_down": _cool_down,
    "nurture": _nurture,
    "needs_data": _needs_data,
    "no_rate": _no_rate,
    "no_need": _no_need,
    "right_size": _right_size,
    "hold_out": lambda case: iter((f"one of the {percent(case.policy.contact.hold_out.share)} left alone",)),
}
"""For each state that holds something back its possible reasons; the first that applies is told."""
