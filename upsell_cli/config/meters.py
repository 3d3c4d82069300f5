"""The meters everybody has, so that a minimal catalogue need not declare them."""

from upsell_cli.config.catalogue import Meter

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
