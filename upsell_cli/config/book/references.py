"""References within a catalogue that must lead somewhere: tiers, meters, add-ons, ids given twice."""

from collections.abc import Iterable, Iterator

from upsell_cli.config.book.figures import odd_figures
from upsell_cli.config.catalogue import Catalogue
from upsell_cli.config.catalogue.meters import BUILT_IN
from upsell_cli.config.yaml_reader.document import Document
from upsell_cli.problems import Loc, Problem, nearest, shortened

Finding = Iterator[tuple[Loc, str, str, str, str]]
"""Where, code, message, fix, value."""


def reference_problems(catalogue: Catalogue, document: Document) -> list[Problem]:
    """Give every id given twice, reference to something that is not there, and figure nobody means."""
    findings = (
        *_twice("tiers", (tier.id for tier in catalogue.tiers)),
        *_twice("add_ons", (add_on.id for add_on in catalogue.add_ons)),
        *_driver_references(catalogue),
        *_tier_references(catalogue),
        *_added_features(catalogue),
        *_meter_references(catalogue),
        *_cycles(catalogue),
        *odd_figures(catalogue),
    )
    return [
        document.problem(code, message, loc, fix=fix)._replace(value=shortened(value))
        for loc, code, message, fix, value in findings
    ]


def _twice(part: str, ids: Iterable[str]) -> Finding:
    seen: dict[str, int] = {}
    for index, word in enumerate(ids):
        if word.casefold() in seen:
            what = part.rstrip("s").replace("_", "-")
            message = (
                f'duplicate {what} id "{word}": number {seen[word.casefold()] + 1} in the list has it too'
            )
            yield (part, index, "id"), "duplicate-id", message, "Give each its own id.", word
        seen.setdefault(word.casefold(), index)


def _tier_references(catalogue: Catalogue) -> Finding:
    tiers = [tier.id for tier in catalogue.tiers]
    add_ons = [add_on.id for add_on in catalogue.add_ons]
    for index, tier in enumerate(catalogue.tiers):
        for key in ("extends", "upgrade_to"):
            yield from _known(("tiers", index, key), getattr(tier, key), tiers, "tier")
    for index, add_on in enumerate(catalogue.add_ons):
        for position, name in enumerate(add_on.available_for):
            yield from _known(("add_ons", index, "available_for", position), name, tiers, "tier")
    for index, plan in enumerate(catalogue.plans):
        yield from _known(("plans", index, "tier"), plan.tier, tiers, "tier")
        yield from _known(("plans", index, "add_on"), plan.add_on, add_ons, "add-on")
    for index, driver in enumerate(catalogue.value.drivers):
        yield from _known(("value", "drivers", index, "tier"), driver.tier, tiers, "tier")


def _added_features(catalogue: Catalogue) -> Finding:
    for index, tier in enumerate(catalogue.tiers):
        for feature in tier.added:
            yield from _known(("tiers", index, "added", feature), feature, [*tier.features], "feature")


def _driver_references(catalogue: Catalogue) -> Finding:
    drivers = catalogue.value.drivers
    for index, driver in enumerate(drivers):
        others = [other.id for other in drivers if other is not driver]
        yield from _known(("value", "drivers", index, "part_of"), driver.part_of, others, "driver")


def _meter_references(catalogue: Catalogue) -> Finding:
    meters = [*catalogue.meters, *(m for m in BUILT_IN if m not in catalogue.meters)]
    places: list[tuple[Loc, str]] = []
    for index, tier in enumerate(catalogue.tiers):
        places += [(("tiers", index, "limits", meter), meter) for meter in tier.limits]
    for index, add_on in enumerate(catalogue.add_ons):
        places += [(("add_ons", index, "extends_limits", m), m) for m in add_on.extends_limits]
        places += [(("add_ons", index, "overrides", m), m) for m in add_on.overrides]
    for index, plan in enumerate(catalogue.plans):
        places += [(("plans", index, "limits", meter), meter) for meter in plan.limits]
    for loc, meter in places:
        if meter not in meters:
            near = nearest(meter, meters)
            hint = f"Did you mean `{near}`? " if near else ""
            fix = f"{hint}Otherwise declare it: `meters: {{{meter}: {{kind: level}}}}` (or flow)."
            yield loc, "unknown-meter", f'no meter is called "{meter}"', fix, meter


def _cycles(catalogue: Catalogue) -> Finding:
    by_id = {tier.id: tier for tier in catalogue.tiers}
    for key in ("extends", "upgrade_to"):
        for index, tier in enumerate(catalogue.tiers):
            seen, step = {tier.id}, getattr(tier, key)
            while step in by_id and step not in seen:
                seen.add(step)
                step = getattr(by_id[step], key)
            if step == tier.id:
                message = f"`{key}` leads from {tier.id} back to itself"
                yield ("tiers", index, key), "cycle", message, "Break the circle.", tier.id


def _known(loc: Loc, name: str | None, known: list[str], what: str) -> Finding:
    if name is None or name in known:
        return
    near = nearest(name, known)
    fix = f"Did you mean `{near}`?" if near else f"Known: {', '.join(known) or 'none'}."
    yield loc, f"unknown-{what}", f'no {what} is called "{name}"', fix, name
