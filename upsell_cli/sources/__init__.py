"""Files people really have become typed tables; every row is used, rejected by name, or skipped for a reason."""

from upsell_cli.sources.request import MeterColumn, Request
from upsell_cli.sources.tables import read

__all__ = ["MeterColumn", "Request", "read"]
