from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from upsell_cli.config.fitting.complaints import MOST_TOLD
from upsell_cli.config.loading import read_model
from upsell_cli.problems import UpsellError


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Price(Part):
    monthly: Annotated[Decimal, Field(ge=0)] | None = None
    annual: Annotated[Decimal, Field(ge=0)] | None = None


class Limit(Part):
    included: int
    kind: Literal["hard", "soft"] = "hard"


def spelled_out(value: Any):
    return {"label": value} if isinstance(value, str) else value


class Support(Part):
    label: str = Field(min_length=3)


class Tier(Part):
    id: str = Field(description="Short name of the tier.")
    price: Annotated[Decimal, Field(ge=0)] | Price = Decimal(0)
    limits: dict[str, Annotated[int, Field(ge=0)] | Literal["unlimited"] | Limit] = {}
    features: tuple[str, ...] = ()
    support: Annotated[Support, BeforeValidator(spelled_out)] | None = None
    since: date | None = None
    quiet: bool = Field(default=False, strict=True)
    origin: str | None = Field(default=None, alias="from")

    @field_validator("id")
    @classmethod
    def is_lower(cls, value: str) -> str:
        if value != value.lower():
            raise ValueError("an id has no capitals")
        return value

    @model_validator(mode="after")
    def is_priced(self):
        if self.id == "free" and self.price:
            raise PydanticCustomError("free_costs", "the free tier costs {price}", {"price": str(self.price)})
        return self


class Book(Part):
    tiers: tuple[Tier, ...] = Field(default=(), max_length=3)
    currency: str = Field(default="USD", pattern="^[A-Z]{3}$")
    motion: Literal["self_serve", "sales_led"] | None = None


NUMBERS = "Write digits, with a point before decimals, such as 1990 or 19.90."
LISTS = "Write the items in brackets, such as [a, b]."
BLANK = "Write the value, or remove the key."
TIER_KEYS = "Known here: id, price, limits, features, support, since, quiet, from."


def told(text):
    """Give what is wrong with a file: place and message, and what to do."""
    with pytest.raises(UpsellError) as caught:
        read_model(text, "t", Book)
    return [(f"{p.place} {p.message}", p.fix) for p in caught.value.problems if p.severity == "error"]


def one(line):
    """Give the one thing that is wrong with a line of the tier `a`, the third line of a file."""
    (problem,) = told(f"tiers:\n- id: a\n  {line}\n")
    return problem


@pytest.mark.parametrize(
    ("line", "message", "fix"),
    [
        ("features: core", '3:13 tiers[a].features: "core" is not a list', LISTS),
        ("features: {b: 1}", "3:13 tiers[a].features: expected a list, found a mapping", LISTS),
        ("features:", "3:12 tiers[a].features: left blank; expected a list", BLANK),
        ("features: [b, 1.10]", "3:17 tiers[a].features[1]: 1.10 is not text", 'Write "1.10", in quotes.'),
        ("features: [true]", "3:14 tiers[a].features[0]: true is not text", 'Write "true", in quotes.'),
        (
            "features: [[a]]",
            "3:14 tiers[a].features[0]: expected text, found a list",
            "Write text, in quotes if in doubt.",
        ),
        ("limits: 5", "3:11 tiers[a].limits: 5 is not a mapping", "Write `key: value` lines under it."),
        (
            "quiet: no",
            '3:10 tiers[a].quiet: "no" is not true or false',
            "Write true or false, without quotes.",
        ),
        (
            "since: soon",
            '3:10 tiers[a].since: "soon" is not a date',
            "Write year, month and day, such as 2026-07-31.",
        ),
    ],
)
def test_a_value_of_the_wrong_kind_is_told_with_the_kind_expected(line, message, fix):
    assert one(line) == (f"t:{message}", fix)


@pytest.mark.parametrize(
    ("line", "message", "fix"),
    [
        ("abc", '3:10 tiers[a].price: "abc" is not a number or a mapping with monthly, annual', NUMBERS),
        ("", "3:9 tiers[a].price: left blank; expected a number or a mapping with monthly, annual", BLANK),
        ("-5", "3:10 tiers[a].price: -5 must be at least 0", ""),
        ("{monthly: x}", '3:20 tiers[a].price.monthly: "x" is not a number', NUMBERS),
        (
            "{montly: 5}",
            '3:11 tiers[a].price.montly: unknown key "montly"',
            'Did you mean "monthly"? Known here: monthly, annual.',
        ),
    ],
)
def test_a_number_or_a_mapping_is_one_readable_problem(line, message, fix):
    assert one(f"price: {line}") == (f"t:{message}", fix)


A_LIMIT = 'a whole number, "unlimited" or a mapping with included, kind'


@pytest.mark.parametrize(
    ("limit", "message", "fix"),
    [
        ("1:30", f'3:15 tiers[a].limits.x: "1:30" is not {A_LIMIT}', "Write digits alone, such as 1500."),
        ("unlimted", f'3:15 tiers[a].limits.x: "unlimted" is not {A_LIMIT}', 'Did you mean "unlimited"?'),
        ("-1", "3:15 tiers[a].limits.x: -1 must be at least 0", ""),
        ("{kind: soft}", '3:12 tiers[a].limits.x: "included" is missing', "Add `included:`."),
        (
            "{included: 5, kind: sotf}",
            '3:35 tiers[a].limits.x.kind: "sotf" is not "hard" or "soft"',
            'Did you mean "soft"?',
        ),
    ],
)
def test_a_number_a_word_or_a_mapping_is_one_readable_problem(limit, message, fix):
    assert one(f"limits: {{x: {limit}}}") == (f"t:{message}", fix)


def test_an_unknown_key_is_told_with_the_one_meant_and_the_known_ones():
    assert one("limts: {}") == (
        't:3:3 tiers[a].limts: unknown key "limts"',
        f'Did you mean "limits"? {TIER_KEYS}',
    )
    assert told("Motion: x\nzebra: 1\n") == [
        ('t:1:1 Motion: unknown key "Motion"', 'Did you mean "motion"? Known here: tiers, currency, motion.'),
        ('t:2:1 zebra: unknown key "zebra"', "Known here: tiers, currency, motion."),
    ]


def test_a_key_that_is_given_already_is_not_the_one_meant():
    assert one("ids: b") == ('t:3:3 tiers[a].ids: unknown key "ids"', TIER_KEYS)


def test_a_misspelt_key_is_not_also_told_as_missing():
    assert told("tiers:\n- ids: a\n") == [
        ('t:2:3 tiers[0].ids: unknown key "ids"', f'Did you mean "id"? {TIER_KEYS}')
    ]


def test_what_is_missing_is_told_at_the_line_of_what_lacks_it():
    assert told("tiers:\n- price: 5\n  since: 2026-07-31\n") == [
        ('t:2:3 tiers[0]: "id" is missing', "Add `id:` (Short name of the tier).")
    ]
    assert told("tiers:\n- id: a\n  limits:\n    users:\n      kind: hard\n") == [
        ('t:4:5 tiers[a].limits.users: "included" is missing', "Add `included:`.")
    ]


def test_bounds_and_choices():
    assert told("currency: usd\nmotion: cs\ntiers: [{id: a}, {id: b}, {id: c}, {id: d}]") == [
        ('t:1:11 currency: "usd" does not have the form ^[A-Z]{3}$', ""),
        ('t:2:9 motion: "cs" is not "self_serve" or "sales_led"', 'Write "self_serve" or "sales_led".'),
        ("t:3:8 tiers: a list must have 3 or fewer items", ""),
    ]


def test_what_a_validator_says_is_shown_as_it_says_it():
    assert told("tiers:\n- id: Growth\n- id: free\n  price: 5\n") == [
        ("t:2:7 tiers[Growth].id: an id has no capitals", ""),
        ("t:3:3 tiers[free]: the free tier costs 5", ""),
    ]


def test_the_code_of_a_problem_is_the_one_its_validator_gave():
    with pytest.raises(UpsellError) as caught:
        read_model("tiers: [{id: free, price: 5}, {id: A}]", "t", Book)
    assert [problem.code for problem in caught.value.problems] == ["free-costs", "bad-value"]


def test_a_short_form_is_told_at_the_value_that_was_written():
    assert one("support: ab") == ('t:3:12 tiers[a].support: "ab" must have 3 or more characters', "")


def test_a_key_by_another_name_is_known_by_that_name():
    assert one("form: x")[1] == f'Did you mean "from"? {TIER_KEYS}'


def test_of_very_many_problems_the_first_are_told():
    problems = told("".join(f"wrong{i}: 1\n" for i in range(MOST_TOLD + 50)))
    assert len(problems) == MOST_TOLD + 1
    assert problems[-1] == ("t there are more problems than these 100", "Mend these, then run it again.")
