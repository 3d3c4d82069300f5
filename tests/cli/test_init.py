"""`upsell init`, from exports to a catalogue that a scan takes at once."""

import csv
import os
import re
import shlex

import pytest

INIT = ("init", "usage.csv", "--billing", "billing.csv")


@pytest.fixture(autouse=True)
def newcomer(company):
    """Somebody with exports and no catalogue."""
    (company / "tiers.yaml").unlink()
    return company


@pytest.fixture
def strange(newcomer):
    """Exports in which nothing tells which of two columns is the account."""
    rows = [f"A{n},B{n},2026-06-{day:02},5" for n in range(4) for day in (1, 8, 15)]
    (newcomer / "usage.csv").write_text("\n".join(["alpha,beta,date,users", *rows]) + "\n")
    return newcomer


def next_command(talk):
    """The arguments of the command that is named last."""
    return shlex.split(re.findall(r"^Next: upsell (.*)$", talk, re.MULTILINE)[-1])


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_the_result_is_the_files_and_the_talk_is_about_the_guesses(newcomer, upsell):
    code, out, err = upsell(*INIT)
    assert (code, out) == (0, "tiers.yaml\nupsell.yaml\n")
    assert files(newcomer) == ["billing.csv", "tiers.yaml", "upsell.yaml", "usage.csv"]
    assert "2 tiers from the tier names in billing, ordered by what is billed for them" in err
    assert "growth: USD 199 monthly: what 1 of 1 pay monthly" in err


def test_the_command_that_is_named_next_gives_a_list(upsell):
    code, out, _ = upsell(*next_command(upsell(*INIT)[2]))
    assert code == 0
    assert [line.split(",")[1] for line in out.splitlines()[1:]] == ["FULL-1"]


def test_the_command_stands_in_the_file_too(newcomer, upsell):
    command = next_command(upsell(*INIT)[2])
    assert f"#   upsell {shlex.join(command)}\n" in (newcomer / "tiers.yaml").read_text()


def test_what_was_said_is_kept_and_need_not_be_said_again(newcomer, upsell):
    assert next_command(upsell(*INIT, "--decimal", ".")[2]) == ["scan"]
    assert upsell("config", "--format", "csv")[1].count("upsell.yaml:") == 4
    assert [line for line in (newcomer / "upsell.yaml").read_text().splitlines() if line[:3] == "  u"] == [
        "  usage: usage.csv"
    ]


def test_a_day_is_of_one_run_and_is_not_kept(newcomer, upsell):
    assert next_command(upsell(*INIT, "--as-of", "2026-06-30")[2]) == ["scan", "--as-of", "2026-06-30"]
    assert "2026" not in (newcomer / "upsell.yaml").read_text()


def test_what_only_a_person_can_know_is_a_question_in_the_project_file(newcomer, upsell):
    upsell(*INIT)
    text = (newcomer / "upsell.yaml").read_text()
    assert "  # accounts: accounts.csv          # Accounts, from a CRM.\n" in text
    assert "\n# account_url: https://" in text
    answered = re.sub("^# (?=account_url|allow|outputs)", "", text, flags=re.MULTILINE)
    (newcomer / "upsell.yaml").write_text(answered)
    assert upsell("scan")[:2] == (0, "")
    assert "https://crm.example.com/accounts/FULL-1" in (newcomer / "opportunities.csv").read_text()


class TestAProjectFileThatIsThere:
    MINE = "# mine\ninputs: {usage: usage.csv}\ntop: 5\naccount_url: https://x.example/{account_id}\n"

    @pytest.fixture(autouse=True)
    def mine(self, newcomer):
        (newcomer / "upsell.yaml").write_text(self.MINE)

    def test_is_used_and_left_alone(self, newcomer, upsell):
        code, out, err = upsell("init")
        assert (code, out, next_command(err)) == (0, "tiers.yaml\n", ["scan", "--tiers", "tiers.yaml"])
        assert (newcomer / "upsell.yaml").read_text() == self.MINE

    def test_what_it_does_not_say_is_said_in_the_next_command(self, upsell):
        command = next_command(upsell("init", "--billing", "billing.csv")[2])
        assert command == ["scan", "--tiers", "tiers.yaml", "--billing", "billing.csv"]
        assert upsell(*command)[0] == 0

    def test_is_replaced_by_force_and_all_it_says_is_kept(self, newcomer, upsell):
        code, out, err = upsell("init", "--billing", "billing.csv", "--force")
        assert (code, out, next_command(err)) == (0, "tiers.yaml\nupsell.yaml\n", ["scan"])
        text = (newcomer / "upsell.yaml").read_text()
        for line in ("  usage: usage.csv", "  billing: billing.csv", "tiers: tiers.yaml", "top: 5"):
            assert f"\n{line}\n" in text
        assert (
            next(csv.DictReader(upsell("scan")[1].splitlines()))["account_url"] == "https://x.example/FULL-1"
        )

    def test_is_not_written_over_where_it_is_not_in_use(self, newcomer, upsell):
        (newcomer / "upsell.yaml").rename(newcomer / "old.yaml")
        (newcomer / "new").mkdir()
        (newcomer / "new" / "upsell.yaml").write_text("mine")
        code, out, err = upsell(*INIT, "-o", "new")
        assert (code, out, files(newcomer / "new")) == (2, "", ["upsell.yaml"])
        assert "new/upsell.yaml: this file exists" in err

    def test_a_folder_goes_before_where_it_has_its_catalogue(self, newcomer, upsell):
        (newcomer / "upsell.yaml").write_text(f"{self.MINE}tiers: ours.yaml\n")
        (newcomer / "new").mkdir()
        assert upsell("init", "-o", "new")[:2] == (0, "new/tiers.yaml\n")
        assert upsell("init")[:2] == (0, "ours.yaml\n")


def test_a_catalogue_that_is_there_is_left_alone(newcomer, upsell):
    (newcomer / "tiers.yaml").write_text("mine")
    code, out, err = upsell(*INIT)
    assert (code, out, (newcomer / "tiers.yaml").read_text()) == (2, "", "mine")
    assert "tiers.yaml: this file exists" in err
    assert "--force" in err


def test_force_replaces_it(newcomer, upsell):
    (newcomer / "tiers.yaml").write_text("mine")
    assert upsell(*INIT, "--force")[0] == 0
    assert (newcomer / "tiers.yaml").read_text().startswith("# What is sold")


def test_force_never_writes_over_an_input(newcomer, upsell):
    before = (newcomer / "usage.csv").read_text()
    code, _, err = upsell(*INIT, "--tiers", "usage.csv", "--force")
    assert (code, (newcomer / "usage.csv").read_text()) == (2, before)
    assert "inputs are never overwritten" in err


def test_another_folder_or_name_can_be_given_but_not_both(newcomer, upsell):
    (newcomer / "new").mkdir()
    code, out, err = upsell(*INIT, "-o", "new")
    assert (code, out) == (0, "new/tiers.yaml\nnew/upsell.yaml\n")
    assert next_command(err) == ["scan", "--config", "new/upsell.yaml"]
    assert upsell(*next_command(err))[0] == 0
    (newcomer / "new" / "upsell.yaml").unlink()
    assert upsell(*INIT, "--tiers", "new/ours.yaml")[:2] == (0, "new/ours.yaml\nnew/upsell.yaml\n")
    assert upsell(*INIT, "-o", "new", "--tiers", "ours.yaml")[0] == 2


def test_a_folder_that_is_not_there_is_told_before_any_work(upsell):
    code, out, err = upsell("init", "usage.csv", "-o", "nowhere")
    assert (code, out) == (73, "")
    assert "the folder does not exist" in err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_told(newcomer, upsell):
    (newcomer / "closed").mkdir(mode=0o500)
    assert upsell(*INIT, "-o", "closed")[0] == 73


def test_a_header_that_needs_a_map_gets_one_and_the_scan_is_told(newcomer, upsell):
    usage = (newcomer / "usage.csv").read_text()
    (newcomer / "usage.csv").write_text(usage.replace("account_id", "Client No"))
    code, out, err = upsell(*INIT)
    assert (code, out) == (0, "tiers.yaml\nupsell.yaml\nmap.yaml\n")
    assert 'usage: account_id is read from "Client No"' in err
    assert "\nmap: map.yaml\n" in (newcomer / "upsell.yaml").read_text()
    assert len(upsell(*next_command(err))[1].splitlines()) == 2


def test_a_map_that_is_there_is_left_alone_and_then_so_is_all(newcomer, upsell):
    usage = (newcomer / "usage.csv").read_text()
    (newcomer / "usage.csv").write_text(usage.replace("account_id", "Client No"))
    (newcomer / "map.yaml").write_text("mine")
    assert upsell(*INIT)[0] == 2
    assert files(newcomer) == ["billing.csv", "map.yaml", "usage.csv"]
    assert (newcomer / "map.yaml").read_text() == "mine"


def test_a_question_is_written_down_and_its_answer_goes_on(strange, upsell):
    code, out, err = upsell("init", "usage.csv")
    assert (code, out) == (3, "map.yaml\n")
    assert "warning: no tiers.yaml was written yet: answer what map.yaml asks" in err
    assert "--tiers" not in next_command(err)
    assert "usage: which column is account_id?" in err
    asked = (strange / "map.yaml").read_text()
    answer = asked.replace("# usage:", "usage:").replace("#   account_id: beta", "  account_id: beta")
    (strange / "map.yaml").write_text(answer)
    code, out, err = upsell(*next_command(err))
    assert (code, out) == (0, "tiers.yaml\nupsell.yaml\n")
    assert upsell(*next_command(err))[0] == 0


def test_an_unanswered_question_is_told_when_the_map_is_used(upsell, strange):
    command = next_command(upsell("init", "usage.csv")[2])
    assert upsell(*command)[0] == 2
    assert files(strange) == ["billing.csv", "map.yaml", "usage.csv"]


@pytest.mark.usefixtures("strange")
def test_yes_takes_the_likeliest_instead_of_asking(upsell):
    code, out, err = upsell("init", "usage.csv", "--yes")
    assert (code, out) == (0, "tiers.yaml\nupsell.yaml\nmap.yaml\n")
    assert upsell(*next_command(err))[0] == 0


def test_a_map_that_is_read_is_not_written_over(newcomer, upsell):
    rows = ["Client No,Day,users", *(f"A{n},2026-06-{day:02},5" for n in range(4) for day in (1, 8))]
    (newcomer / "usage.csv").write_text("\n".join(rows) + "\n")
    (newcomer / "map.yaml").write_text('usage: {date: "Day"}\n')
    code, out, err = upsell("init", "usage.csv", "--map", "map.yaml")
    assert (code, out) == (0, "tiers.yaml\nupsell.yaml\nmap-2.yaml\n")
    assert (newcomer / "map.yaml").read_text() == 'usage: {date: "Day"}\n'
    assert upsell(*next_command(err))[0] == 0


def test_rows_that_cannot_be_used_are_told_and_written_where_asked(newcomer, upsell):
    with (newcomer / "usage.csv").open("a") as file:
        file.write("FULL-1,2026-06-23,many\n")
    code, _, err = upsell(*INIT, "--rejects", "bad.csv")
    assert code == 3
    assert "bad-number" in (newcomer / "bad.csv").read_text()
    assert "usage.csv: 25 rows = 24 used + 1 rejected" in err


def test_what_is_no_table_is_refused_and_nothing_is_written(newcomer, upsell):
    (newcomer / "usage.csv").write_bytes(b"PK\x03\x04 a workbook")
    assert upsell(*INIT)[:2] == (2, "")
    assert files(newcomer) == ["billing.csv", "usage.csv"]


def test_standard_input_is_refused_since_it_is_looked_at_twice(upsell, monkeypatch, tmp_path):
    (tmp_path / "piped").write_text("account_id,date,users\nA,2026-06-01,5\n")
    with (tmp_path / "piped").open() as piped:
        monkeypatch.setattr("sys.stdin", piped)
        code, _, err = upsell("init", "-")
    assert code == 2
    assert "Save it to a file first" in err


def test_quiet_says_nothing(upsell):
    assert upsell(*INIT, "-q") == (0, "tiers.yaml\nupsell.yaml\n", "")


def test_twice_gives_the_same_bytes(newcomer, upsell):
    upsell(*INIT)
    first = [(newcomer / name).read_bytes() for name in ("tiers.yaml", "upsell.yaml")]
    upsell(*INIT, "--force")
    assert [(newcomer / name).read_bytes() for name in ("tiers.yaml", "upsell.yaml")] == first
