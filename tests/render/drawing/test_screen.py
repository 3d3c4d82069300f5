"""The table on a terminal: every number whole at every width, every colour said in another way too."""

import io
import re
from dataclasses import replace

import pytest
from rich.cells import cell_len

from tests.render.factory import LUMEN, ROWS, readings, scan
from upsell_cli.render.drawing.cells import rows_of
from upsell_cli.render.drawing.glyphs import ASCII
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.screen import HELD, RANKED, SAVING, SMALLER, draw
from upsell_cli.render.footer import basis_line, next_line, totals_lines
from upsell_cli.render.left_out import table_lines
from upsell_cli.render.opportunities import opportunities
from upsell_cli.render.terminal import scene_of

WORDS_ALONE = {"Account", "Limit", "Evidence", "Reason"}
FALLING: list[float | None] = [60.0 - week * 2 for week in range(26)]
HISTORY = readings(*((row["account_id"], row["binding_meter"], FALLING) for row in ROWS[:3]))


RESULT = scan(history=HISTORY)
SCENE = scene_of(RESULT, RESULT.verdicts, Look())


def screen(result, look, **options):
    stream = io.StringIO()
    opportunities(result, look, **options)["table"](stream)
    return stream.getvalue()


def footer(result, look):
    told = (
        totals_lines(result, look),
        table_lines(result, look, top=None),
        [basis_line(result, look)],
        next_line(result, ["u.csv"]),
    )
    return "\n".join(line for lines in told for line in lines)


@pytest.mark.parametrize("width", range(60, 241))
def test_nothing_but_words_is_ever_cut(width):
    scene = replace(SCENE, look=Look(width=width))
    for columns in (RANKED, SAVING, SMALLER, HELD):
        rows = rows_of(RESULT.verdicts)
        drawing = draw(columns, rows, scene)
        assert max(cell_len(line.plain) for line in drawing.lines) <= width
        whole = [c for c in columns if c.heading not in (*WORDS_ALONE, *drawing.hidden)]
        for row, line in zip(rows, drawing.lines[2:], strict=True):
            assert [c.heading for c in whole if c.cell(row, scene).plain not in line.plain] == []


@pytest.mark.parametrize(
    ("width", "columns"),
    [
        (80, "# Account Move Score Limit Used Full +ARR"),
        (120, "# Account Move Score Limit Used Full +ARR Return Why now 24 weeks Lead"),
    ],
)
def test_the_columns_at_the_usual_widths(width, columns):
    heading = screen(RESULT, Look(width=width)).splitlines()[0]
    assert re.sub(" +", " ", heading) == columns


def test_all_columns_fit_a_wide_terminal():
    result = scan(LUMEN, history=HISTORY)
    assert "No room for" not in footer(result, Look(width=200))


@pytest.mark.parametrize("width", [80, 120, 200])
def test_the_whole_screen(width, snapshot):
    result, look = RESULT, Look(width=width)
    assert screen(result, look, show_all=True) + footer(result, look) == snapshot


def test_the_whole_screen_in_plain_ascii(snapshot):
    result, look = scan(*ROWS[:3], history=HISTORY), Look(width=120, glyphs=ASCII)
    text = screen(result, look) + footer(result, look)
    assert text.isascii()
    assert text == snapshot


def test_a_sign_that_cannot_be_drawn_becomes_its_code():
    euros = scan(LUMEN | {"currency": "EUR"})
    assert "EUR 1.8k" in screen(euros, Look(glyphs=ASCII))
    assert "\u20ac1.8k" in screen(euros, Look())


@pytest.mark.parametrize("share", [0.5, 0.89, 0.9, 0.996])
def test_red_is_for_what_is_full_alone(share):
    assert "\x1b[1;31m" not in screen(scan(LUMEN | {"utilisation": share}), Look(color=True))


def test_what_is_full_is_red_and_says_so_in_a_number_and_a_word():
    text = screen(scan(LUMEN | {"utilisation": 1.0}), Look(color=True))
    assert "\x1b[1;31m100%" in text
    assert "\x1b[1;31mnow" in text


def test_colour_adds_nothing_but_colour():
    result = RESULT
    colored = screen(result, Look(color=True), show_all=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == screen(result, Look(), show_all=True)
    assert colored != screen(result, Look(), show_all=True)


@pytest.mark.parametrize("name", ["[/]", "[bold]x", "[link=x]y[/link]", ":smile:", "{x}", "\\[a]"])
def test_markup_in_a_name_is_text(name):
    assert name in screen(scan(LUMEN | {"account_name": name}), Look())


def test_a_name_commands_nothing():
    text = screen(scan(LUMEN | {"account_name": "A\x1b[2J\x07\u202eB\r\nC"}), Look())
    assert "A[2JB C" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"from_tier": "starter", "to_tier": "growth"}, "Starter→Growth"),
        ({"from_tier": "growth", "to_tier": "growth", "quantity": 12}, "+12 seats"),
        ({"from_tier": "growth", "to_tier": "growth", "quantity": -1}, "-1 seat"),
        ({"from_tier": "growth", "to_tier": "growth", "add_on": "sso_pack"}, "+Sso pack"),
        ({"from_tier": "growth", "to_tier": "growth", "add_on": "a+a+b"}, "+3 add-ons"),
        (
            {"from_tier": "growth", "to_tier": "growth", "add_on": "api_pack+api_pack"},
            "+Api pack \u00d72",
        ),
        ({"from_tier": None, "to_tier": None}, "—"),
    ],
)
def test_a_move_in_a_few_words(facts, said):
    assert said in screen(scan(LUMEN | facts), Look())


@pytest.mark.parametrize(("basis", "shown"), [("assumed", "~8\u00d7"), ("stated", " 8\u00d7")])
def test_a_return_on_assumed_figures_is_marked_and_the_mark_explained(basis, shown):
    result = scan(LUMEN | {"value_basis": basis})
    assert shown in screen(result, Look(width=120))
    assert ("~ a return whose worth is assumed" in footer(result, Look(width=120))) is (basis == "assumed")


def test_a_return_on_assumed_figures_is_never_green():
    shown = screen(scan(LUMEN | {"value_basis": "assumed"}), Look(width=120, color=True))
    assert "~8\u00d7" in shown
    assert "\x1b[32m" not in shown


def test_seats_and_add_ons_together_are_both_counted():
    both = LUMEN | {"from_tier": "growth", "to_tier": "growth", "seats": 10, "seats_after": 24, "add_on": "a"}
    assert "+14 seats +1 add-on " in screen(scan(both), Look())


@pytest.mark.parametrize("move", [{}, {"add_on": "a+a+b+c+c+c+c", "seats": 10, "seats_after": 130}])
def test_the_bar_of_the_limit_comes_before_its_trend(move):
    busy = LUMEN | {"from_tier": "growth", "to_tier": "growth", "binding_meter": "automations"} | move
    shown = screen(scan(busy | {"account_name": "A" * 30}, history=HISTORY), Look(width=120))
    assert "automations \u2501\u2501\u2501" in shown


def test_the_meter_of_the_limit_can_be_read_where_room_is_short():
    busy = LUMEN | {"binding_meter": "automations", "account_name": "A" * 30}
    assert "automati" in screen(scan(busy), Look(width=80))


def test_nobody_qualified_is_said():
    result = scan(LUMEN | {"state": "no_need", "rank": None})
    assert "Nobody qualifies" in screen(result, Look())


def test_the_next_command_names_a_real_account_quoted_for_the_shell():
    [line] = next_line(scan(LUMEN | {"account_id": "a b"}), ["usage.csv", "--tiers", "t.yaml"])
    assert "upsell explain 'a b' usage.csv --tiers t.yaml" in line


def test_accounts_without_a_rank_are_told_with_the_reason():
    result = scan()
    unranked = result._replace(totals=result.totals._replace(unranked=2))
    assert "2 not ranked: return below the floor" in footer(unranked, Look(width=120))
    assert "not ranked" not in footer(result, Look(width=120))
