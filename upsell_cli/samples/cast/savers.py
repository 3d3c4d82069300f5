"""The cast, part two: customers who would pay less, or get more for what they pay already."""

from upsell_cli.samples.cast.member import CONTENT, HAPPY, Member, use
from upsell_cli.samples.ladder import GROWTH, SCALE

SAVERS = (
    Member(
        "Saffronmoor Metering",
        "saves_money, cheaper_on_target: overage costs more than the next tier",
        GROWTH,
        50,
        use(46, 71, 268_000, 9_800, 0.1),
        industry="Energy",
        employees=130,
        profile=CONTENT | {"budget": "yes"},
    ),
    Member(
        "Wickerlea Facilities",
        "saves_money, cheaper_on_target: past the break-even in seats",
        GROWTH,
        95,
        use(93, 64, 44_000, 2_700, 0.07),
        industry="Services",
        employees=320,
        profile=HAPPY,
    ),
    Member(
        "Amberthorpe Learning",
        "right_size: pays for a tier far above its use",
        SCALE,
        100,
        use(46, 58, 39_000, 2_200, -0.05),
        industry="Education",
        employees=80,
        tenure_days=900,
        profile=CONTENT,
    ),
    Member(
        "Mossgarth Components",
        "right_size: fewer seats would do",
        GROWTH,
        60,
        use(27, 41, 30_000, 1_700, -0.04),
        industry="Manufacturing",
        employees=110,
        annual=True,
        renewal_in=64,
        profile=CONTENT,
    ),
)
