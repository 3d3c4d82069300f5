"""When an account is held back."""

from pydantic import Field

from upsell_cli.config.model import Count, Days, Model, NotNegative, Share


class Gates(Model):
    """When an account is held back."""

    active_share_low: Share = Field(description="Active users a seat below which adoption comes first.")
    depth_low: Share = Field(description="Share of features in use at or below which adoption comes first.")
    adoption_limit: NotNegative = Field(description="Utilisation from which low adoption holds nothing back.")
    nps_low: NotNegative = Field(description="Answer at or below which the relationship comes first.")
    csat_low: NotNegative = Field(description="Answer below which the relationship comes first.")
    tenure_weeks: Count = Field(description="Weeks as a customer before any pitch.")
    contact_days: Days = Field(
        description="Days after a pitch on which there is no other, the last included."
    )
    contacts_most: Count = Field(description="Pitches in `contacts_most_days` after which it is quiet.")
    contacts_most_days: Days = Field(description="Days that looks back; what was said then is no news.")
    refusal_days: Days = Field(description="Days a no holds, the last included.")
    upgrade_days: Days = Field(description="Days after an upgrade without a pitch, the last included.")
    seats_days: Days = Field(
        description="Days after seats were bought without an offer of more, the last included."
    )
    severity_open: Count = Field(
        description="Severity of an open escalation or ticket, at or below, that holds."
    )
    evidence_floor: Share = Field(description="Least share of the evidence for a ranking.")
    overdue_days: Days = Field(description="Days after its due date that an open invoice holds.")
