"""Value: what an offer is worth to the customer, and the return on what it costs them."""

from upsell_cli.stages.value.unused import CODES, unused_statements
from upsell_cli.stages.value.weigh import weigh
from upsell_cli.stages.value.working import work_out

__all__ = ["CODES", "unused_statements", "weigh", "work_out"]
