"""Files people really have become typed tables; no row is lost without being told."""

from upsell_cli.sources.codes import CODES, Code
from upsell_cli.sources.request import MeterColumn, Request
from upsell_cli.sources.tables import read, reading
from upsell_cli.sources.text import Progress
from upsell_cli.sources.trace import trace

__all__ = ["CODES", "Code", "MeterColumn", "Progress", "Request", "read", "reading", "trace"]
