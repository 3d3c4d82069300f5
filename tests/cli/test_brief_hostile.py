"""Names that would be markup, templates or commands come out as the characters they are."""

import pytest

BRIEF = ("usage.csv", "--billing", "billing.csv", "--accounts", "accounts.csv", "--people", "people.csv")
NAME = "<b>{spend}</b> *x* [red]\x1b[31m `rm` {{7*7}} ${HOME} \u202eevil"


@pytest.fixture(autouse=True)
def hostile(company):
    (company / "accounts.csv").write_text(
        f'account_id,name,goal\nFULL-1,"{NAME}","grow {{account}} <script>"\n'
    )
    (company / "people.csv").write_text(f'account_id,name,role\nFULL-1,"{NAME}",champion\n')


@pytest.mark.parametrize("kind", ["rep", "call", "message", "handoff", "approval"])
@pytest.mark.parametrize("form", ["table", "md", "html", "json"])
def test_they_are_inert_in_every_kind_and_format(upsell, kind, form):
    code, out, _ = upsell("brief", "FULL-1", *BRIEF, "--kind", kind, "--format", form)
    assert code == 0
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "$1,800 a year</b>" not in out  # what fills a placeholder is never a template
    assert "{spend}" in out.replace("\\", "")
    if form == "html":
        assert "<b>" not in out
        assert "<script" not in out
        assert "&lt;b&gt;" in out
    if form == "md":
        assert "\\<b\\>" in out
