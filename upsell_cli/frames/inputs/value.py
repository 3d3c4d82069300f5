"""What the product is worth to a customer."""

from upsell_cli.frames.inputs.columns import ACCOUNT_ID, CURRENCY
from upsell_cli.frames.inputs.table import InputColumn, InputTable, Kind

VALUE = InputTable(
    "value",
    "something a customer said or we measured about value",
    (
        ACCOUNT_ID,
        InputColumn("driver", Kind.TEXT, "Driver id of the catalogue.", ()),
        InputColumn(
            "hours_per_person_week",
            Kind.NUMBER,
            "Hours one person saves a week.",
            ("hours_per_week",),
            least=0,
            most=60,
        ),
        InputColumn("people", Kind.NUMBER, "How many people.", ("team_size",), least=0),
        InputColumn("hourly_cost", Kind.MONEY, "Cost of an hour.", ("hourly_rate",), least=0),
        InputColumn(
            "amount_year",
            Kind.MONEY,
            "Worth a year, for what is not hours.",
            ("yearly_amount", "value_year"),
            least=0,
        ),
        InputColumn(
            "one_off_cost",
            Kind.MONEY,
            "What the step up costs once: set-up, training.",
            ("setup_cost", "onboarding_cost"),
            least=0,
        ),
        InputColumn("ramp_months", Kind.NUMBER, "Months until it brings all it can.", (), least=0, most=12),
        CURRENCY,
        InputColumn(
            "source",
            Kind.CODE,
            "Where the figure comes from.",
            (),
            values=("measured", "stated", "benchmark", "assumed"),
        ),
        InputColumn("stated_by", Kind.TEXT, "Who said so.", ()),
        InputColumn("stated_on", Kind.DATE, "When.", ()),
    ),
    needed=(("account_id",),),
)
