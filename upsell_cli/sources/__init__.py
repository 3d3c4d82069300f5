"""Files people really have become typed tables; every row is used, rejected by name or skipped with a reason."""

from upsell_cli.sources.codes import CODES, Code
from upsell_cli.sources.request import MeterColumn, Request
from upsell_cli.sources.tables import read
from upsell_cli.sources.trace import SourceRow, trace

__all__ = ["CODES", "Code", "MeterColumn", "Request", "SourceRow", "read", "trace"]
