"""The input tables by name: every kind of file that can be read."""

from upsell_cli.frames.inputs.billing import BILLING, INVOICES, RATES
from upsell_cli.frames.inputs.customers import ACCOUNTS_IN, CROSSWALK, PEOPLE
from upsell_cli.frames.inputs.dealings import CONTACTS, DEALS
from upsell_cli.frames.inputs.events import EVENTS
from upsell_cli.frames.inputs.table import InputTable
from upsell_cli.frames.inputs.usage import USAGE
from upsell_cli.frames.inputs.value import VALUE

TABLES: dict[str, InputTable] = {
    table.name: table
    for table in (
        USAGE,
        BILLING,
        ACCOUNTS_IN,
        INVOICES,
        EVENTS,
        CONTACTS,
        DEALS,
        PEOPLE,
        VALUE,
        CROSSWALK,
        RATES,
    )
}
