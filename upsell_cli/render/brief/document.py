"""A brief as JSON: its sections, and every word they were filled with, by name and with its value."""

from collections.abc import Mapping

from upsell_cli.frames.documents.brief import Brief, Section, Word
from upsell_cli.render.formats.json import Json
from upsell_cli.render.opportunities import major

AMOUNTS = frozenset(
    "pays overage added spend saving price_after pro_rata worth net needed_worth wait_net "
    "driver alternative_price a_month_now a_month_after a_month_difference a_year_now a_year_after "
    "a_year_difference arr_now seat_now seat_after".split()
)
"""Words whose value is an amount in minor units."""


def brief_document(brief: Brief) -> Mapping[str, Json]:
    """Give a brief, whole."""
    return {
        "account_id": brief.account_id,
        "account_name": brief.account_name,
        "kind": brief.kind,
        "state": brief.state,
        "as_of": brief.as_of,
        "currency": brief.currency,
        "title": brief.title,
        "banner": brief.banner,
        "head": brief.head,
        "sections": [_section(section) for section in brief.sections],
        "words": {name: _word(word, brief.currency) for name, word in sorted(brief.words.items())},
    }


def _section(section: Section) -> Json:
    lines = [{"label": line.label, "mark": line.mark, "text": line.text} for line in section.lines]
    told: dict[str, Json] = {"id": section.id, "title": section.title, "lines": lines}
    if section.grid:
        told["table"] = {"headings": section.grid.headings, "rows": section.grid.rows}
    return told


def _word(word: Word, currency: str) -> Json:
    value: Json = word.value
    if word.name.partition(".")[0] in AMOUNTS and isinstance(word.value, int | float):
        value = major(int(word.value), currency)
    return {"value": value, "text": word.text, "quotable": word.quotable}
