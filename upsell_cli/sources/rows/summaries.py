"""The lines that reports put under their rows: looked for once, told apart only where there may be some."""

from upsell_cli.sources.cells.typed import Stats, Typing
from upsell_cli.sources.engine import quoted
from upsell_cli.sources.ledger import Ledger
from upsell_cli.sources.rows.averages import WORDS, set_averages_apart
from upsell_cli.sources.rows.totals import EVERYBODY, LABELS, bare_label, own_id, set_totals_line_apart


def set_summaries_apart(typing: Typing, ledger: Ledger, seen: Stats) -> Stats:
    """Take lines of averages and of totals out of the typed table; give what is true of the rest."""
    if not _may_have_some(typing, seen):
        return seen
    table = (typing.engine, typing.relation, ledger, typing.fields)
    if set_averages_apart(*table, seen):
        seen = typing.stats()
    if set_totals_line_apart(*table, seen):
        seen = typing.stats()
    return seen


def _may_have_some(typing: Typing, seen: Stats) -> bool:
    """Tell whether any row has such a word in the place of its id, or the last one nothing."""
    ids = own_id(typing.fields)
    if ids is None or seen.last_line is None:
        return False
    labels = f"SELECT line, {bare_label(ids)} AS label FROM {quoted(typing.relation)}"
    suspects = f"label IN (SELECT unnest(?)) OR (line = {seen.last_line} AND label = '')"
    query = f"SELECT 1 FROM ({labels}) WHERE {suspects} LIMIT 1"
    return typing.engine.execute(query, [[*LABELS, *EVERYBODY, *WORDS]]).fetchone() is not None
