"""The page of a brief names no address and runs nothing; `tests/browser` opens it in a real browser."""

import io
import re

from upsell_cli.render.brief.page import write_page
from upsell_cli.workflows.brief import first_briefs


def test_it_names_no_address_and_runs_nothing(sample_run):
    stream = io.StringIO()
    write_page(stream, list(first_briefs(sample_run, 3, "rep")))
    html = stream.getvalue()
    assert "default-src 'none'" in html
    assert not re.search(r"https?:|<script|<img|<link|url\(|@import|javascript:", html)
