"""The project file: what it may say, what its paths start from, what is wrong with it."""

from pathlib import Path

import pytest

from upsell_cli.config.project import document_of, open_project
from upsell_cli.problems import UpsellError


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Write a project file in `folder` and open it from the folder above."""
    monkeypatch.chdir(tmp_path)

    def opened(text, folder="."):
        path = Path(folder, "upsell.yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return open_project(str(path), named=False)

    return opened


def refused(project, text):
    with pytest.raises(UpsellError) as error:
        project(text)
    [problem] = error.value.problems
    return problem


def test_a_file_may_stand_alone_or_in_a_list(project):
    assert project("inputs: {usage: usage.csv, billing: [a.csv, b.csv]}").options == {
        "usage_option": ["usage.csv"],
        "billing": ["a.csv", "b.csv"],
    }


def test_paths_start_from_the_file_and_not_from_here(project):
    text = """
inputs: {usage: ["exports/*.csv", -, /data/usage.csv]}
tiers: ../tiers.yaml
policy: policy.yaml
map: map.yaml
rejects: out/rejects.csv
outputs: [out/list.csv]
profile: [stripe, ours.yaml]
"""
    assert project(text, "acme").options == {
        "usage_option": ["acme/exports/*.csv", "-", "/data/usage.csv"],
        "tiers": "acme/../tiers.yaml",
        "policy": "acme/policy.yaml",
        "map_file": "acme/map.yaml",
        "rejects": "acme/out/rejects.csv",
        "output": ["acme/out/list.csv"],
        "profile": ["stripe", "acme/ours.yaml"],
    }


def test_other_values_are_given_as_a_command_line_would(project):
    text = """
as_of: 2026-06-30
grain: weekly
delimiter: "\\t"
decimal: ","
strict: true
max_rejects: 20
allow_rejects: 1.5%
top: 10
all: true
rank_by: customer-value
"""
    assert project(text).options == {
        "as_of": "2026-06-30",
        "grain": "weekly",
        "delimiter": "\t",
        "decimal": ",",
        "strict": True,
        "max_rejects": "20",
        "allow_rejects": "1.5%",
        "top": 10,
        "show_all": True,
        "rank_by": "customer-value",
    }


def test_every_setting_knows_its_line(project):
    text = "# ours\ninputs:\n  usage: usage.csv\n\ntop: 3\naccount_url: https://x.example/{account_id}\n"
    found = project(text)
    assert found.lines == {"usage_option": 3, "top": 5, "account_url": 6}
    assert found.account_url == "https://x.example/{account_id}"
    assert project("top: 3").account_url is None


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("inputs: {usgae: u.csv}", "1:10", 'Did you mean "usage"'),
        ("rank_by: vlaue", "1:10", 'Did you mean "value"'),
        ("top: 0", "1:6", "must be at least 1"),
        ("as_of: 31.3.2026", "1:8", "not a date"),
        ("inputs: {billing: }", "1:19", "got nothing"),
        ("inputs: {usage: 5}", "1:17", "expected a list, got 5. Write the items in brackets"),
        ("allow_rejects: many", "1:16", '"many" is neither a number of rows (20) nor a share'),
        ("allow_rejects: true", "1:16", "a number of rows (20)"),
        ("delimiter: ''", "1:12", "must have 1 or more characters"),
        ("account_url: https://x.example/", "1:14", "an address with {account_id} in it"),
        ("account_url: https://x.example/{account}", "1:14", "an address with {account_id} in it"),
        ("account_url: 'javascript:x({account_id})'", "1:14", "an address with {account_id} in it"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(project, text, place, said):
    problem = refused(project, text)
    assert str(problem.place) == f"upsell.yaml:{place}"
    assert said in str(problem)


@pytest.mark.parametrize("folder", [".", "acme"])
def test_what_is_written_is_what_was_read(project, folder):
    text = """
inputs: {usage: ["exports/*.csv", /data/usage.csv], billing: b.csv}
tiers: ../tiers.yaml
map: map.yaml
profile: [stripe, ours.yaml]
top: 3
"""
    path = str(Path(folder, "upsell.yaml"))
    assert document_of(project(text, folder).options, path) == {
        "inputs": {"usage": ["exports/*.csv", "/data/usage.csv"], "billing": ["b.csv"]},
        "tiers": "../tiers.yaml",
        "map": "map.yaml",
        "profile": ["stripe", "ours.yaml"],
        "top": 3,
    }
