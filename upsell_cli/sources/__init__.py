"""Files people really have become typed tables; no row is lost without being told."""

from upsell_cli.sources.accounts.apart import refuse_apart
from upsell_cli.sources.codes import CODES
from upsell_cli.sources.engine import open_ahead
from upsell_cli.sources.forms.text import Progress
from upsell_cli.sources.ledger import too_many_rejects
from upsell_cli.sources.request import MeterColumn, Request
from upsell_cli.sources.tables import read, reading

__all__ = [
    "CODES",
    "MeterColumn",
    "Progress",
    "Request",
    "open_ahead",
    "read",
    "reading",
    "refuse_apart",
    "too_many_rejects",
]
