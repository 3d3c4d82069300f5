"""The reference pages: every key of a document, what it may be, its default, what it is for."""

from typing import Annotated, Literal

from pydantic import Field

from upsell_cli.config.model import Model, Share, Texts, Whole
from upsell_cli.config.reference import reference
from upsell_cli.config.schema import catalogue_schema, plain_schema, policy_schema, project_schema


class Weight(Model):
    """A step of the score."""

    points: Whole = Field(description="How many.")


class Chance(Model):
    """From points to a probability."""

    prior: Share = Field(description="What holds before any evidence.")


class Sample(Model):
    near: Weight = Field(description="Near a limit.")
    far: Weight = Field(description="Far from it.")
    chance: Chance
    order: Literal["value", "score"] = Field(default="value", description="Order | of the list.")
    names: Texts = Field(default=(), description="Names.")
    steps: Annotated[dict[str, Weight], Field(default={}, description="Steps by name.")]


DEFAULTS = {"near": {"points": 7}, "chance": {"prior": 0.05}}


def lines():
    return reference(plain_schema(Sample), DEFAULTS).splitlines()


def test_a_key_says_what_it_may_be_its_default_and_what_it_is_for():
    assert "| `order` | `value`, `score` | `value` | Order \\| of the list. |" in lines()


def test_what_has_no_default_is_needed():
    assert "| `far` | mapping (`near`) | needed | Far from it. |" in lines()


def test_a_part_has_a_table_of_its_own_with_the_defaults_of_its_one_use():
    text = "\n".join(lines())
    assert "| `chance` | mapping (`chance`) |  | From points to a probability. |" in text
    assert "### `chance`\n\nFrom points to a probability.\n" in text
    assert "| `prior` | number >= 0, <= 1 | `0.05` | What holds before any evidence. |" in text


def test_a_part_with_several_uses_is_told_once_and_its_defaults_where_it_is_used():
    text = "\n".join(lines())
    assert text.count("| `points` | whole number >= 0 | needed | How many. |") == 1
    assert "| `near` | mapping (`near`) | `{points: 7}` | Near a limit. |" in text
    assert "| `steps` | names, each with mapping (`near`) |  | Steps by name. |" in text


def test_every_key_of_every_document_has_a_meaning():
    for schema in (project_schema(), catalogue_schema(), policy_schema()):
        rows = [line for line in reference(schema).splitlines() if line.startswith("| `")]
        assert rows
        assert [row for row in rows if row.endswith("|  |")] == []
