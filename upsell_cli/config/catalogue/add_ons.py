"""What is bought on top of a tier."""

from pydantic import Field

from upsell_cli.config.catalogue.limits import Limit
from upsell_cli.config.catalogue.prices import Price
from upsell_cli.config.model import Day, Flag, Model, NotNegative, Positive, Text, Texts


class AddOn(Model):
    """Something bought on top of a tier."""

    id: Text = Field(description="Short name.")
    name: Text | None = Field(default=None, description="What a person calls it.")
    price: Price = Field(description="A number is a flat monthly price.")
    available_for: Texts = Field(default=(), description="Tier ids it can be added to; empty: all.")
    provides: Texts = Field(default=(), description="Feature ids it brings.")
    since: Day | None = Field(default=None, description="Day it is sold from (ISO); not set: always was.")
    extends_limits: dict[Text, NotNegative] = Field(default={}, description="Meter id to units added.")
    overrides: dict[Text, Limit] = Field(default={}, description="Meter id to the limit it sets.")
    requires_features: Texts = Field(default=(), description="Features the tier must have.")
    repeatable: Flag = Field(default=False, description="Whether it can be bought several times.")
    serves: Texts = Field(default=(), description="Goals it helps to reach.")
    response_hours: Positive | None = Field(
        default=None, description="Hours until the first answer it promises."
    )
