"""Facts that profiles and objections name: whether there are such, and whether anybody has their words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from upsell_cli.config.book import TierBook
from upsell_cli.config.policy import Policy
from upsell_cli.frames.accounts import ACCOUNTS, Accounts
from upsell_cli.frames.contract import Contract
from upsell_cli.frames.vectors.gather import words
from upsell_cli.frames.verdicts import FACTORS, GATES, OFFER_FACTS, VERDICTS
from upsell_cli.problems import Loc, nearest, shortened
from upsell_cli.stages.lint.found import Findings, Found

OBJECTIONS = ("objections",)


def odd_facts(book: TierBook) -> Findings:
    """Give the conditions of profiles on a fact that no account can have."""
    known = _known((ACCOUNTS,), book)
    named = [
        (("tiers", rank, "target_profile", at, "fact"), condition.fact)
        for rank, tier in enumerate(book.tiers)
        for at, condition in enumerate(tier.target_profile)
    ]
    yield from _unknown(named, known)


def odd_signs(book: TierBook, policy: Policy) -> Findings:
    """Give the signs of objections that look at a fact that no verdict can have."""
    known = [*_known((ACCOUNTS, VERDICTS), book), *OFFER_FACTS]
    named = [
        ((*OBJECTIONS, place, "signs", at, "fact"), sign.fact)
        for place, objection in enumerate(policy.objections)
        for at, sign in enumerate(objection.signs)
    ]
    yield from _unknown(named, known)


def unmet_words(accounts: Accounts, book: TierBook) -> Findings:
    """Give the words of profiles and stories that none of the accounts has, where any has one."""
    named = [
        (("tiers", rank, "target_profile", at, "one_of", place), condition.fact, word)
        for rank, tier in enumerate(book.tiers)
        for at, condition in enumerate(tier.target_profile)
        for place, word in enumerate(condition.one_of)
    ]
    stories = book.catalogue.playbook.stories
    told = [(("playbook", "stories", at, "industry"), "industry", s.industry) for at, s in enumerate(stories)]
    for loc, fact, word in (*named, *told):
        had = words(accounts, fact).words
        if had and word.casefold() not in {other.casefold() for other in had}:
            message = f'no account has "{shortened(word)}" as its {fact}{_hint(word, sorted(had))}'
            yield Found("word-unmet", loc, message, word)


def _unknown(named: Iterable[tuple[Loc, str]], known: Sequence[str]) -> Iterator[Found]:
    for loc, fact in named:
        if fact not in known:
            message = f'"{shortened(fact)}" is no fact of an account{_hint(fact, known)}'
            yield Found("unknown-fact", loc, message, fact)


def _hint(name: str, known: Sequence[str]) -> str:
    near = nearest(name, list(known))
    return f"; {near} is" if near else ""


def _known(contracts: Iterable[Contract], book: TierBook) -> list[str]:
    """Give the names of all columns, those of families for each meter, feature and so on there is."""
    members: Mapping[str, Iterable[str]] = {
        "meter": book.meter_ids,
        "feature": book.features,
        "add_on": [add_on.id for add_on in book.add_ons],
        "tier": book.tier_ids,
        "factor": FACTORS,
        "gate": GATES,
    }
    return [
        name
        for contract in contracts
        for name in (
            *(column.name for column in contract.columns),
            *(family.column(member) for family in contract.families for member in members.get(family.of, ())),
        )
    ]
