"""The page of a brief: it asks for nothing, and prints on one sheet."""

import io
import re
import shutil
import subprocess

import pytest

from upsell_cli.render.brief.page import write_page
from upsell_cli.workflows.brief import briefs, first_briefs

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


def page(told):
    stream = io.StringIO()
    write_page(stream, list(told))
    return stream.getvalue()


def test_it_names_no_address_and_runs_nothing(sample_run):
    html = page(first_briefs(sample_run, 3, "rep"))
    assert "default-src 'none'" in html
    assert not re.search(r"https?:|<script|<img|<link|url\(|@import|javascript:", html)


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here to print with")
def test_the_full_brief_prints_on_one_sheet(sample_run, tmp_path):
    verdicts = sample_run.found.verdicts
    place = int(verdicts.index[verdicts["account_id"] == "A1002"][0])
    (tmp_path / "brief.html").write_text(page(briefs(sample_run, [place], "rep")), encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    printed = tmp_path / "brief.pdf"
    subprocess.run(
        [*command, f"--print-to-pdf={printed}", (tmp_path / "brief.html").as_uri()],
        check=True,
        capture_output=True,
        timeout=120,
    )
    assert len(re.findall(rb"/Type /Page\b", printed.read_bytes())) == 1
