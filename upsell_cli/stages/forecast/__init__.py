"""When a limit will be reached: what the whole book says of growth, then each account by itself."""

from upsell_cli.stages.forecast.histories import History, histories
from upsell_cli.stages.forecast.outlook import outlook
from upsell_cli.stages.forecast.paces import pace_of, paces_of
from upsell_cli.stages.forecast.reach import forecast

__all__ = ["History", "forecast", "histories", "outlook", "pace_of", "paces_of"]
