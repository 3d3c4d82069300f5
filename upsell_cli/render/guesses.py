"""What was guessed about a newcomer's files, a line each, to be said beside the files that hold it."""

from collections.abc import Iterator, Sequence

from upsell_cli.frames.documents.drafts import DraftCatalogue, DraftTier, HeaderDraft
from upsell_cli.shown import count

MOST_TOLD = 8


def guesses(headers: HeaderDraft, catalogue: DraftCatalogue | None, map_path: str) -> Iterator[str]:
    """Give a line for every guess; questions without an answer first."""
    for question in headers.questions:
        options = " or ".join(f'"{option}"' for option in question.options)
        answer = f"say it in {map_path} and run this again"
        yield f"{question.table}: which column is {question.column}? {options}: {answer}"
    for choice in headers.choices:
        yield f'{choice.table}: {choice.column} is read from "{choice.header}": {choice.because}'
    if catalogue:
        yield from _catalogue(catalogue)


def _catalogue(draft: DraftCatalogue) -> Iterator[str]:
    if draft.origin:
        yield f"{count(len(draft.tiers), 'tier')} from {draft.origin}, ordered by {draft.order}"
    else:
        yield "no file names a tier or plan: three placeholders; a `tier` column would say who has which"
    if len(draft.tiers) == 1:
        yield "one tier alone has nothing above it: add the others, and what this one allows"
    yield from (_price(tier, draft.currency) for tier in draft.tiers if tier.price.seen)
    unpriced = [tier.id for tier in draft.tiers if draft.origin and not tier.price.seen]
    if unpriced:
        yield f"no file has a price of {_listed(unpriced)}: taken as agreed case by case until you say it"
    yield f"currency {draft.currency}: {draft.currency_because}"
    yield from (f"{meter.id} is read as a {meter.kind}: {meter.because}" for meter in draft.meters)
    yield from _limits(draft)
    for names, what in ((draft.left_out_tiers, "tier"), (draft.left_out_meters, "meter")):
        if names:
            yield f"left out, for you to choose from: {count(len(names), what)}: {_listed(names)}"


def _limits(draft: DraftCatalogue) -> Iterator[str]:
    """Give what the exports show of limits, and what only a person knows."""
    limits = [(tier.id, limit) for tier in draft.tiers for limit in tier.limits]
    asked = [f"{limit.meter} in {tier}, {limit.because}" for tier, limit in limits if limit.asked]
    if any(limit.allowed is not None and not limit.asked for _, limit in limits):
        yield "limits: seats that are billed, or a use at which several accounts stop; none at the top"
    if asked:
        yield f"what is the limit of {'; of '.join(asked[:MOST_TOLD])}{'; ...' if asked[MOST_TOLD:] else ''}?"
        yield "until the catalogue says so, they count as not known: uncomment them there"


def _price(tier: DraftTier, currency: str) -> str:
    price = tier.price
    parts = [f"{amount:,f} {key.replace('_', ' ')}" for key, amount in price.amounts if amount is not None]
    amounts = f"{currency} {', '.join(parts)}" if parts else "by agreement"
    return f"{tier.id}: {amounts}: {price.because}"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:MOST_TOLD])}{', ...' if len(names) > MOST_TOLD else ''}"
