"""Tiers and add-ons from the names that exports call them by."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from upsell_cli.frames.documents.drafts import DraftAddOn, DraftPlan, DraftTier
from upsell_cli.stages.propose.texts import spelled_words, words

INTERVAL_WORDS = frozenset(
    "monthly month mo m annual annually yearly year yr y quarterly quarter weekly plan tier subscription "
    "usd eur gbp cad aud inr jpy".split()
)
"""Words at either end of a plan name that say how it is paid, not what it is."""

ADD_ON_WORDS = (("addon",), ("add", "on"))
WILDCARDS = frozenset("*?")
OLD = re.compile(r"\b20\d\d\b|(?i:legacy|\bold\b)")


@dataclass(frozen=True, slots=True)
class Named:
    """Tiers and add-ons, in no order yet, with the plan names that lead to them."""

    tiers: tuple[DraftTier, ...]
    add_ons: tuple[DraftAddOn, ...] = ()
    plans: tuple[DraftPlan, ...] = ()


def tiers_called(names: Sequence[str]) -> Named:
    """Give a tier for every name of a tier, in their order; spellings that differ in capitals are one.

    >>> [(tier.id, tier.name) for tier in tiers_called(["Pro", "PRO", "Pro+"]).tiers]
    [('pro', 'Pro'), ('pro_2', 'Pro+')]
    """
    titles = list({name.casefold(): name for name in reversed(names)}.values())[::-1]
    ids = unique_ids(titles)
    return Named(tuple(DraftTier(ids[title], title) for title in titles))


def tiers_planned(names: Sequence[str]) -> Named:
    """Give a tier for every plan, monthly and annual ones together, and an add-on for what is named so.

    >>> named = tiers_planned(["growth-monthly", "growth-annual", "starter", "addon-sso"])
    >>> [tier.id for tier in named.tiers], [add_on.id for add_on in named.add_ons]
    (['growth', 'starter'], ['sso'])
    >>> [(plan.match, plan.tier or plan.add_on) for plan in named.plans]
    [('addon-sso', 'sso'), ('growth-annual', 'growth'), ('growth-monthly', 'growth')]
    """
    beside = [name for name in names if _is_add_on(name)]
    tiers = _titles(name for name in names if not _is_add_on(name))
    taken = {title.casefold() for title in tiers.values()}
    add_ons = {
        name: f"{title} add-on" if title.casefold() in taken else title
        for name, title in _titles(beside).items()
    }
    titles = tiers | add_ons
    ids = unique_ids(dict.fromkeys(titles.values()))
    plans = (
        DraftPlan(name, add_on=ids[title]) if name in add_ons else DraftPlan(name, tier=ids[title])
        for name, title in sorted(titles.items(), key=lambda item: (bool(WILDCARDS & set(item[0])), item[0]))
        if name.casefold() not in (ids[title].casefold(), title.casefold())
    )
    return Named(
        tuple(DraftTier(ids[t], t, remark=_remark(t)) for t in dict.fromkeys(tiers.values())),
        tuple(DraftAddOn(ids[t], t) for t in dict.fromkeys(add_ons.values())),
        tuple(plans),
    )


def unique_ids(titles: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Give each title an id of its own, which is none of those taken and not what another one is called."""
    listed = list(titles)
    called = {title.casefold() for title in listed}
    used = set(taken)
    ids = {}
    for title in listed:
        others = used | (called - {title.casefold()})
        numbered = (f"{slug(title)}_{n}" for n in itertools.count(2))
        ids[title] = next(i for i in itertools.chain([slug(title)], numbered) if i not in others)
        used.add(ids[title])
    return ids


def slug(name: str) -> str:
    """Give a name as an id.

    >>> slug("Pro (2023)"), slug("+++")
    ('pro_2023', 'unnamed')
    """
    return "_".join(words(name)) or "unnamed"


def _titles(names: Iterable[str]) -> dict[str, str]:
    """Give each plan name what it is a plan of; titles that differ in capitals are one."""
    seen: dict[str, str] = {}
    return {name: seen.setdefault(_title(name).casefold(), _title(name)) for name in names}


def _title(name: str) -> str:
    """Give what a plan is a plan of.

    >>> _title("SMB_annual_usd"), _title("addon-extra-storage"), _title("Monthly")
    ('SMB', 'Extra storage', 'Monthly')
    """
    parts = list(spelled_words(name))
    kept = parts[_add_on_words(name) :]
    while kept and kept[-1].casefold() in INTERVAL_WORDS:
        kept.pop()
    while kept and kept[0].casefold() in INTERVAL_WORDS:
        kept.pop(0)
    title = " ".join(kept or parts) or name
    return title[0].upper() + title[1:]


def _add_on_words(name: str) -> int:
    """Give how many words at the start of a plan name say that it is an add-on."""
    said = words(name)
    return next((len(start) for start in ADD_ON_WORDS if said[: len(start)] == start), 0)


def _is_add_on(name: str) -> bool:
    return _add_on_words(name) > 0


def _remark(title: str) -> str:
    return "an old plan? then list it under `plans:` as grandfathered" if OLD.search(title) else ""
