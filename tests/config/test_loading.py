from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from upsell_cli.config.loading import fitted, load_model, read_model
from upsell_cli.config.yaml_reader.document import read_document
from upsell_cli.problems import EXIT_REFUSED, UpsellError


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bands(Part):
    high: Decimal
    low: Decimal


class Policy(Part):
    bands: Bands
    owners: tuple[str, ...] = ()


class Book(Part):
    version: int
    price: Decimal = Decimal(0)
    policy: dict[str, Any] = {}


DEFAULTS = {"bands": {"high": 8, "low": 2}, "owners": ("cs",)}


def refused(action, *arguments, **options):
    with pytest.raises(UpsellError) as caught:
        action(*arguments, **options)
    assert caught.value.exit_code == EXIT_REFUSED
    return [f"{problem.place}: {problem.message}" for problem in caught.value.problems]


def test_a_file_becomes_a_model_that_knows_its_lines(tmp_path):
    path = tmp_path / "tiers.yaml"
    path.write_text("version: 1\nprice: 19.90\n")
    loaded = load_model(path, Book)
    assert loaded.model == Book(version=1, price=Decimal("19.90"))
    assert str(loaded.document.place(("price",))) == f"{path}:2:8"
    assert loaded.problems == ()


def test_all_that_is_wrong_is_told_at_once_as_yaml_and_as_a_book():
    text = "version: one\nprice: .nan\nprise: 5\nversion: two\n"
    assert refused(read_model, text, "tiers.yaml", Book) == [
        "tiers.yaml:2:8: price: .nan is not a finite number",
        'tiers.yaml:3:1: prise: unknown key "prise"',
        'tiers.yaml:4:1: the key "version" is a duplicate: line 1 has it already',
        'tiers.yaml:4:10: version: "two" is not a whole number',
    ]


def test_what_is_wrong_as_yaml_alone_refuses_the_file():
    assert refused(read_model, "version: 1\nversion: 1\n", "tiers.yaml", Book) == [
        'tiers.yaml:2:1: the key "version" is a duplicate: line 1 has it already'
    ]


def test_a_note_refuses_nothing():
    loaded = read_model("version: 1\npolicy: {owner: no}", "tiers.yaml", Book)
    assert loaded.model.policy == {"owner": "no"}
    assert [problem.severity for problem in loaded.problems] == ["note"]


def test_a_problem_carries_its_line_with_a_caret_and_a_fix():
    with pytest.raises(UpsellError) as caught:
        read_model("version: 1\nprice: $5\n", "tiers.yaml", Book)
    assert str(caught.value) == (
        'tiers.yaml:2:8: price: "$5" is not a number.'
        " Write digits, with a point before decimals, such as 1990 or 19.90.\n"
        "price: $5\n"
        "       ^"
    )


def test_defaults_fill_in_what_a_file_leaves_out():
    loaded = read_model("bands: {high: 9}", "policy.yaml", Policy, defaults=DEFAULTS)
    assert loaded.model == Policy(bands=Bands(high=Decimal(9), low=Decimal(2)), owners=("cs",))
    assert DEFAULTS == {"bands": {"high": 8, "low": 2}, "owners": ("cs",)}


def test_a_list_replaces_the_default_list():
    assert read_model("owners: [a, b]", "policy.yaml", Policy, defaults=DEFAULTS).model.owners == ("a", "b")


def test_a_blank_section_is_an_error_and_not_the_default():
    assert refused(read_model, "bands:", "policy.yaml", Policy, defaults=DEFAULTS) == [
        "policy.yaml:1:7: bands: left blank; expected a mapping with high, low"
    ]


def test_a_section_left_open_by_one_model_is_read_by_another_with_its_lines():
    text = "version: 1\npolicy:\n  bands: {high: 9, hihg: 1}\n"
    document = read_document(text, "tiers.yaml")
    assert refused(fitted, document, Policy, at=("policy",), defaults=DEFAULTS) == [
        'tiers.yaml:3:20: policy.bands.hihg: unknown key "hihg"'
    ]


def test_a_section_that_is_not_there_is_all_defaults():
    document = read_document("version: 1", "tiers.yaml")
    assert fitted(document, Policy, at=("policy",), defaults=DEFAULTS).model == Policy.model_validate(
        DEFAULTS
    )
    assert refused(fitted, document, Policy, at=("policy",)) == ['tiers.yaml:1:1: policy: "bands" is missing']


def test_keys_that_begin_with_x_are_the_writers_own():
    text = "x-prices: {low: &low 19}\nversion: 1\nprice: *low\npolicy: {x-mine: 1}\n"
    assert read_model(text, "tiers.yaml", Book).model == Book(
        version=1, price=Decimal(19), policy={"x-mine": 1}
    )


def test_a_missing_file_is_named_with_its_likely_neighbour(tmp_path):
    (tmp_path / "tiers.yaml").write_text("version: 1")
    with pytest.raises(UpsellError) as caught:
        load_model(tmp_path / "teirs.yaml", Book)
    assert caught.value.exit_code == EXIT_REFUSED
    assert str(caught.value) == (
        f'{tmp_path}/teirs.yaml: there is no such file. Did you mean "{tmp_path}/tiers.yaml"?'
    )


def test_a_missing_folder_is_refused(tmp_path):
    path = tmp_path / "nowhere" / "tiers.yaml"
    assert refused(load_model, path, Book) == [f"{path}: there is no such file"]


def test_a_folder_is_refused(tmp_path):
    assert refused(load_model, tmp_path, Book) == [f"{tmp_path}: is a folder, not a file"]


def test_a_device_is_refused():
    assert refused(load_model, Path("/dev/zero"), Book) == ["/dev/zero: is a device, not a file"]


def test_a_file_one_may_not_read_is_refused(tmp_path, monkeypatch):
    def closed(*_arguments):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    assert refused(load_model, tmp_path / "tiers.yaml", Book) == [
        f"{tmp_path}/tiers.yaml: may not be read by you"
    ]


def test_a_path_that_cannot_be_read_is_refused_with_the_systems_words(tmp_path):
    path = tmp_path / ("x" * 300)
    assert refused(load_model, path, Book) == [f"{path}: cannot be read: File name too long"]
