"""What is counted and may have a limit, and the meters everybody has, which need not be declared."""

from typing import Literal

from pydantic import Field

from upsell_cli.config.model import Flag, Model, Text, Texts


class Meter(Model):
    """Something that is counted and may have a limit."""

    name: Text | None = Field(default=None, description="What a person calls it.")
    kind: Literal["level", "flow"] = Field(
        description="`level` stands (seats, storage); `flow` is consumed and reset (calls)."
    )
    unit: Text | None = Field(default=None, description="Unit, as shown: GB, calls.")
    window: Literal["month"] | None = Field(
        default=None, description="Period after which a flow starts again."
    )
    column: Text | None = Field(default=None, description="Header of the usage file that carries it.")
    aliases: Texts = Field(
        default=(), description="Other headers that carry it; used when `column` and the id are absent."
    )
    whole: Flag = Field(
        default=False, description="Whether it is counted in whole units, so that one left is nearly full."
    )


BUILT_IN = {
    "users": Meter(
        name="users",
        kind="level",
        unit="users",
        aliases=(
            "active_users",
            "seats_used",
            "seats_in_use",
            "mau",
            "wau",
            "users_active",
            "monthly_active_users",
        ),
        whole=True,
    ),
    "seats": Meter(name="seats", kind="level", unit="seats", aliases=("licensed_users",), whole=True),
    "storage_gb": Meter(
        name="storage", kind="level", unit="GB", aliases=("storage", "storage_used_gb", "gb_stored")
    ),
    "api_calls": Meter(
        name="api", kind="flow", unit="calls", window="month", aliases=("api_requests", "api", "calls")
    ),
}
