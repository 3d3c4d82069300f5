"""A first catalogue as the YAML file that a person goes on from: each guess is marked as one."""

from collections.abc import Iterator
from decimal import Decimal

from upsell_cli.frames.documents.drafts import DraftCatalogue, DraftLimit, DraftMeter, DraftPrice, DraftTier
from upsell_cli.render.formats.yaml import remarked, said, scalar
from upsell_cli.shown import count

INTRODUCTION = """\
# What is sold, as far as the exports show it: a first draft by `upsell init`.
# What says "guessed" is to be checked, best in this order: the tiers from the cheapest up, what each
# costs, what each allows. What a tier can do is in no export: add `features`, `support` and a sentence
# of `graduation` to each, so that wishes and needs for help count too."""


def first_catalogue(draft: DraftCatalogue, command: str) -> str:
    """Give the text of the file; `command` is what to run with it."""
    return "\n".join([*_head(draft, command), *_meters(draft), *_tiers(draft), *_rest(draft), ""])


def _head(draft: DraftCatalogue, command: str) -> Iterator[str]:
    yield INTRODUCTION
    for names, what in ((draft.left_out_tiers, "tiers"), (draft.left_out_meters, "meters")):
        if names:
            yield f"# Left out, for you to choose the {what} from that matter: {said(', '.join(names))}."
    yield "#"
    yield "# Rank the accounts with it:"
    yield f"#   {said(command)}"
    yield ""
    yield "version: 1"
    yield remarked(f"currency: {draft.currency}", f"guessed: {draft.currency_because}")


def _meters(draft: DraftCatalogue) -> Iterator[str]:
    if not draft.meters:
        return
    yield ""
    yield remarked("meters:", "a level stands, a flow is used up and starts again each month")
    for meter in draft.meters:
        yield f"  {scalar(meter.id)}:"
        yield remarked(f"    kind: {meter.kind}", f"guessed: {meter.because}")
        yield from (f"    {line}" for line in _more(meter))


def _more(meter: DraftMeter) -> Iterator[str]:
    if meter.kind == "flow":
        yield "window: month"
    if meter.column is not None:
        yield f"column: {scalar(meter.column)}"


def _tiers(draft: DraftCatalogue) -> Iterator[str]:
    yield ""
    order = f"guessed: ordered by {draft.order}" if draft.order else ""
    yield remarked("tiers:", order if draft.origin else "placeholders: no file names a tier or plan")
    for tier in draft.tiers:
        yield from _tier(tier)


def _tier(tier: DraftTier) -> Iterator[str]:
    yield remarked(f"  - id: {scalar(tier.id)}", _standing(tier))
    yield f"    name: {scalar(tier.name)}"
    yield _price(tier.price, indent="    ")
    if tier.limits:
        yield "    limits:" if any(not limit.asked for limit in tier.limits) else "    # limits:"
        yield from (_limit(limit) for limit in tier.limits)
    yield "    features: []"


def _standing(tier: DraftTier) -> str:
    accounts = count(tier.accounts, "account") if tier.accounts else ""
    return "; ".join(filter(None, (accounts, tier.remark)))


def _price(price: DraftPrice, indent: str) -> str:
    if not price.known:
        unknown = f"{price.because}: agreed case by case until you say what it costs"
        return remarked(f"{indent}price: {{quote: true}}", unknown if price.because else "")
    parts = [f"{key}: {amount:f}" for key, amount in price.amounts if amount is not None]
    parts += [f"included_seats: {price.included_seats}"] if price.included_seats else []
    return remarked(f"{indent}price: {{{', '.join(parts)}}}", f"guessed: {price.because}")


def _limit(limit: DraftLimit) -> str:
    if limit.asked:
        asked = f"{limit.because}; what is the limit? take off the # when you know"
        return remarked(f"    #   {scalar(limit.meter)}: {_number(limit.allowed or Decimal(0))}", asked)
    allowed = "unlimited" if limit.allowed is None else _number(limit.allowed)
    return remarked(f"      {scalar(limit.meter)}: {allowed}", limit.because and f"guessed: {limit.because}")


def _number(value: Decimal) -> str:
    return f"{value:f}"


def _rest(draft: DraftCatalogue) -> Iterator[str]:
    if draft.add_ons:
        yield ""
        yield "add_ons:"
        for add_on in draft.add_ons:
            yield f"  - id: {scalar(add_on.id)}"
            yield f"    name: {scalar(add_on.name)}"
            yield _price(add_on.price, indent="    ")
    if draft.plans:
        yield ""
        yield remarked("plans:", "names in the exports and what they stand for")
        for plan in draft.plans:
            target = f"tier: {scalar(plan.tier)}" if plan.tier else f"add_on: {scalar(plan.add_on or '')}"
            yield f"  - {{match: {scalar(plan.match)}, {target}}}"
