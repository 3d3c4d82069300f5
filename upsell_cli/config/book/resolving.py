"""How a catalogue becomes a book: references are followed, tiers inherit, meters are filled in."""

from upsell_cli.config.book.book import MeterSpec, TierBook
from upsell_cli.config.book.inheritance import inherited
from upsell_cli.config.book.references import reference_problems
from upsell_cli.config.catalogue import Catalogue, Limit, Meter
from upsell_cli.config.catalogue.meters import BUILT_IN
from upsell_cli.config.yaml_reader.document import Document
from upsell_cli.problems import Problem, UpsellError


def open_book(catalogue: Catalogue, document: Document) -> TierBook:
    """Resolve the catalogue of a document.

    Raises UpsellError with every reference that leads nowhere and every limit that shrinks up the ladder.
    """
    book, problems = drafted(catalogue, document)
    if book is None or problems:
        raise UpsellError(*problems)
    return book


def drafted(catalogue: Catalogue, document: Document) -> tuple[TierBook | None, list[Problem]]:
    """Resolve a catalogue as far as that goes, and give what is wrong with it.

    A reference that leads nowhere leaves nothing to resolve.
    """
    problems = reference_problems(catalogue, document)
    if problems:
        return None, problems
    features, limits, came = inherited(catalogue)
    book = TierBook(catalogue, _meters(catalogue), features, limits, came)
    return book, _shrinking_limits(catalogue, limits, document)


def _meters(catalogue: Catalogue) -> tuple[MeterSpec, ...]:
    used = {m for tier in catalogue.tiers for m in tier.limits} | set(catalogue.meters) | {"users"}
    specs = {m: catalogue.meters.get(m) or BUILT_IN[m] for m in used}
    order = [*catalogue.meters, *(m for m in BUILT_IN if m not in catalogue.meters)]
    return tuple(_spec(m, specs[m]) for m in order if m in specs)


def _spec(meter_id: str, meter: Meter) -> MeterSpec:
    built_in = BUILT_IN.get(meter_id)
    aliases = meter.aliases or (built_in.aliases if built_in else ())
    headers = (meter.column,) if meter.column else (meter_id, *aliases)
    whole = meter.whole or bool(built_in and built_in.whole)
    return MeterSpec(
        meter_id, meter.name or meter_id.replace("_", " "), meter.kind, meter.unit or "", whole, headers
    )


def _shrinking_limits(
    catalogue: Catalogue, limits: tuple[dict[str, Limit], ...], document: Document
) -> list[Problem]:
    rank_of = {tier.id: rank for rank, tier in enumerate(catalogue.tiers)}
    problems = []
    for rank, tier in enumerate(catalogue.tiers):
        upper = rank_of[tier.upgrade_to] if tier.upgrade_to else rank + 1
        if upper >= len(limits):
            continue
        for meter, limit in limits[rank].items():
            above = limits[upper].get(meter)
            if above is None or above.included >= limit.included:
                continue
            message = (
                f"{catalogue.tiers[upper].id} allows {above.included:g} {meter}, less than the "
                f"{limit.included:g} of {tier.id}, the tier below it: an upgrade would shrink it"
            )
            fix = "Raise the limit, or point `upgrade_to:` at the tier that really comes next."
            told = document.problem("limit-shrinks", message, ("tiers", upper, "limits", meter), fix=fix)
            problems.append(told._replace(value=f"{above.included:g}"))
    return problems
