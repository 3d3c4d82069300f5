"""The question about a return that an account's own data asks."""

from dataclasses import replace

from upsell_cli.calendar import DAYS_A_MONTH, MONTHS_A_YEAR
from upsell_cli.config.policy import ValueRules
from upsell_cli.frames.documents.roi import AskedAccount, Claim, RoiQuestion, Vendor
from upsell_cli.problems import Problem, UpsellError
from upsell_cli.workflows.finding import place_of
from upsell_cli.workflows.roi.figures import claim_of
from upsell_cli.workflows.saved import Kept
from upsell_cli.workflows.subject import Row, Subject, subjects


def question_of(kept: Kept, account: str) -> RoiQuestion:
    """Give what an account's offer is claimed to be worth, with who said so, and what it costs.

    Raises UpsellError for an account that is not there, or has no offer, or none with a price.
    """
    place = place_of(kept.found, account)
    subject = next(subjects(kept.found, kept.opened, [place]))
    offer = subject.offer
    name = str(subject.case["account_id"])
    if offer is None:
        message = f"{name} has no offer: {subject.state}"
        raise UpsellError(Problem("no-offer", message, fix=f"`upsell explain {name}` says why."))
    if offer["delta_spend_minor"] is None:
        message = f"the price of {offer['offer_id']} for {name} is not known (a quote, or no exchange rate)"
        raise UpsellError(Problem("no-price", message, fix="Give the figures by hand, without `--account`."))
    return question_about(subject, offer, kept.found.currency)


def question_about(subject: Subject, offer: Row, base_currency: str) -> RoiQuestion:
    """Give the question of an offer whose price is known; our side's figures are in `base_currency`."""
    rules = subject.policy.value
    left = subject.case["days_to_renewal"]
    return RoiQuestion(
        claims=tuple(_claim(part, rules) for part in subject.working),
        cost_minor=int(offer["delta_spend_minor"]),
        currency=str(subject.case["currency"] or base_currency),
        least_return=rules.least_return,
        one_off_minor=int(offer.get("one_off_minor") or 0),
        ramp_months=float(offer.get("ramp_months") or 0.0),
        wait_months=min(left / DAYS_A_MONTH, float(MONTHS_A_YEAR)) if left else None,
        account=_source(subject, offer, base_currency),
    )


def _claim(part: Row, rules: ValueRules) -> Claim:
    name = part["driver"] or "the step up as a whole"
    bare = replace(
        claim_of(str(name), str(part["source"]), rules),
        stated_by=part["stated_by"],
        stated_on=part["stated_on"],
        older=int(part["older"] or 0),
    )
    if part["hours_per_person_week"] is None:
        return replace(bare, amount_minor=float(part["amount_minor"] or 0.0))
    return replace(
        bare,
        hours_per_person_week=float(part["hours_per_person_week"]),
        people=float(part["people"]),
        hourly_minor=float(part["hourly_minor"]),
        automated_share=float(part["automated_share"]),
    )


def _source(subject: Subject, offer: Row, base_currency: str) -> AskedAccount:
    case = subject.case
    overage = max(int(offer["overage_now_minor"] or 0) - int(offer["overage_after_minor"] or 0), 0)
    gained, expected = offer["delta_arr_minor"], case["expected_value_minor"]
    return AskedAccount(
        account_id=str(case["account_id"]),
        name=str(case["account_name"] or case["account_id"]),
        offer=str(offer["offer_id"]),
        state=subject.state,
        pro_rata_minor=None if offer["pro_rata_minor"] is None else int(offer["pro_rata_minor"]),
        overage_saved_minor=overage,
        vendor=None
        if gained is None
        else Vendor(int(gained), overage, None if expected is None else int(expected), base_currency),
    )
