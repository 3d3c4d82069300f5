"""The input tables: canonical column names, what each holds, and the other names it goes by."""

from upsell_cli.frames.inputs.table import DTYPES, InputColumn, InputTable, Kind
from upsell_cli.frames.inputs.tables import TABLES
from upsell_cli.frames.inputs.usage import PROFILE

__all__ = ["DTYPES", "PROFILE", "TABLES", "InputColumn", "InputTable", "Kind"]
