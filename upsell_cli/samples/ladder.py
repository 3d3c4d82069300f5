"""The invented product of the sample data: tiers, limits and prices, as `tiers.example.yaml` has them."""

from dataclasses import dataclass

import numpy as np

UNLIMITED = np.inf
METERS = ("active_users", "storage_gb", "api_calls", "automations")
DECIMALS = {"active_users": 0, "storage_gb": 1, "api_calls": 0, "automations": 0}
LEVELS = ("active_users", "storage_gb")
FLOWS = ("api_calls", "automations")


@dataclass(frozen=True, slots=True)
class Overage:
    """What use beyond a monthly limit costs: `price_minor` for every started `per` units."""

    per: int
    price_minor: int


@dataclass(frozen=True, slots=True)
class Rung:
    """One tier as the simulation needs it; amounts are minor units of the catalogue's currency."""

    id: str
    monthly_minor: int
    included_seats: int
    seat_minor: int
    storage_gb: float
    api_calls: float
    automations: float
    overage: dict[str, Overage]
    features: tuple[str, ...]

    def price_minor(self, seats: int) -> int:
        """Give the list price a month with `seats` seats.

        >>> LADDER[1].price_minor(25), LADDER[1].price_minor(30)
        (19900, 25900)
        """
        return self.monthly_minor + self.seat_minor * max(seats - self.included_seats, 0)

    def overage_minor(self, meter: str, use: int) -> int:
        """Give what `use` units in a billing month cost beyond the limit; a hard limit costs nothing.

        >>> LADDER[1].overage_minor("api_calls", 102_500), LADDER[1].overage_minor("api_calls", 9)
        (900, 0)
        """
        rule = self.overage.get(meter)
        limit = {"api_calls": self.api_calls, "automations": self.automations}[meter]
        if rule is None or use <= limit:
            return 0
        return -(-(use - int(limit)) // rule.per) * rule.price_minor


CORE = ("dashboards", "alerts", "api", "automations")
GROWTH_ONLY = ("scheduled_reports", "crm_sync", "approvals", "role_permissions")
SCALE_ONLY = ("sso", "audit_log", "webhooks", "forecasting", "sandbox", "priority_support")
ENTERPRISE_ONLY = ("data_residency", "private_link", "custom_roles")

LADDER = (
    Rung("starter", 49_00, 5, 0, 10, 10_000, 500, {"automations": Overage(100, 10_00)}, CORE),
    Rung(
        "growth", 199_00, 25, 12_00, 100, 100_000, 5_000,
        {"api_calls": Overage(1_000, 3_00), "automations": Overage(100, 4_00)},
        CORE + GROWTH_ONLY,
    ),
    Rung(
        "scale", 899_00, 100, 9_00, 1_000, 1_000_000, 50_000,
        {"api_calls": Overage(1_000, 1_00), "automations": Overage(100, 2_00)},
        CORE + GROWTH_ONLY + SCALE_ONLY,
    ),
    Rung(
        "enterprise", 3_000_00, 100, 39_00, UNLIMITED, UNLIMITED, UNLIMITED,
        {},
        CORE + GROWTH_ONLY + SCALE_ONLY + ENTERPRISE_ONLY,
    ),
)  # fmt: skip
TIERS = tuple(rung.id for rung in LADDER)
STARTER, GROWTH, SCALE, ENTERPRISE = range(4)
TOP = ENTERPRISE
YEAR_FOR_MONTHS = 10

INCLUDED_SEATS = np.array([rung.included_seats for rung in LADDER])
LIMITS = {
    "storage_gb": np.array([rung.storage_gb for rung in LADDER]),
    "api_calls": np.array([rung.api_calls for rung in LADDER]),
    "automations": np.array([rung.automations for rung in LADDER]),
}
HARD_FLOWS = {
    meter: np.array(
        [meter not in rung.overage and np.isfinite(LIMITS[meter][i]) for i, rung in enumerate(LADDER)]
    )
    for meter in FLOWS
}
