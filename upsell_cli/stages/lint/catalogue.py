"""Everything that is odd about a catalogue and its policy by themselves."""

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.problems import PlaceOf, Problem
from upsell_cli.stages.lint.add_ons import odd_add_ons
from upsell_cli.stages.lint.dominated import dominated_tiers
from upsell_cli.stages.lint.facts import odd_facts, odd_signs
from upsell_cli.stages.lint.features import odd_features
from upsell_cli.stages.lint.names import odd_names, shadowed_plans
from upsell_cli.stages.lint.overage import odd_overage
from upsell_cli.stages.lint.prices import odd_prices
from upsell_cli.stages.lint.steps import odd_steps
from upsell_cli.stages.lint.terms import odd_terms
from upsell_cli.stages.lint.thresholds import odd_thresholds


def find_odd(book: TierBook, policy: Policy, place: PlaceOf, policy_place: PlaceOf) -> tuple[Problem, ...]:
    """Give what is odd; `place` and `policy_place` tell where a part stands in its file."""
    found = (
        *odd_steps(book, policy),
        *odd_prices(book, policy),
        *odd_overage(book),
        *dominated_tiers(book),
        *odd_features(book),
        *odd_names(book),
        *odd_terms(book, policy),
        *odd_add_ons(book, policy),
        *shadowed_plans(book),
        *odd_facts(book),
    )
    of_policy = (*odd_thresholds(policy), *odd_signs(book, policy))
    return (*(each.told(place) for each in found), *(each.told(policy_place) for each in of_policy))
