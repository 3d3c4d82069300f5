"""A brief as a page of its own: nothing is fetched, it reads on a phone, and prints on one sheet."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from typing import TextIO

from upsell_cli.frames.documents.brief import Brief, Grid, Kind, Line, Mark, Section

STYLE = """
:root{color-scheme:light dark;--ink:#1c2024;--quiet:#545b64;--rule:#d5d9de;--accent:#0b5a6f;--paper:#fff;\
--good:#186a34;--bad:#a61b1b;--open:#7a4b00;--warm:#fff4dc}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--quiet:#a8b0b9;--rule:#3b4149;--accent:#7cc7dc;\
--paper:#15181c;--good:#7fd197;--bad:#ff9a92;--open:#f0c26b;--warm:#3a2f14}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:66rem;background:var(--paper);color:var(--ink);\
font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.6rem;line-height:1.2;margin:0 0 .3rem}
h1 small{font-size:.6em;font-weight:400;color:var(--quiet);margin-left:.5rem}
h2{font-size:.95rem;margin:1.4rem 0 .35rem;color:var(--accent);border-bottom:1px solid var(--rule);\
padding-bottom:.15rem}
header p{margin:.15rem 0;color:var(--quiet)}
.banner{margin:.8rem 0;padding:.5rem .75rem;background:var(--warm);color:var(--ink);\
border-left:4px solid var(--open)}
ul{margin:0;padding-left:1.1rem}
li{margin:.2rem 0}
dl{margin:0;display:grid;grid-template-columns:minmax(6rem,14rem) 1fr;gap:.25rem 1rem}
dt{font-weight:600}dd{margin:0}
.yes{color:var(--good)}.no{color:var(--bad)}.unknown{color:var(--open)}
table{border-collapse:collapse;width:100%;font-size:.92em;overflow-wrap:break-word}
th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--rule)}
th.n,td.n{text-align:right;white-space:nowrap}
td:last-child{color:var(--quiet)}
article+article{margin-top:3rem}
@media (max-width:40rem){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}\
table,tbody,tr,td{display:block}thead{position:absolute;clip-path:inset(50%)}tr{padding:.35rem 0;\
border-bottom:1px solid var(--rule)}td,td.n{border:0;padding:0;text-align:left;white-space:normal}\
td[data-of]:not(:empty)::before{content:attr(data-of) ": ";color:var(--quiet)}tr th{border:0;padding:0}}
@page{size:A4;margin:9mm}
@media print{:root{color-scheme:light;--ink:#000;--quiet:#333;--rule:#bbb;--accent:#0b5a6f;--paper:#fff;\
--good:#186a34;--bad:#a61b1b;--open:#7a4b00;--warm:#fff}body{max-width:none;padding:0;font-size:7.3pt;\
line-height:1.25}
h1{font-size:13pt}header p:not(.banner){display:inline}.banner{margin:.3rem 0;padding:.2rem .5rem}
h2{font-size:8.4pt;margin:.5rem 0 .15rem;break-after:avoid}li{margin:.05rem 0}
article{break-after:page}article+article{margin:0}article:last-child{break-after:auto}article>div{columns:2;column-gap:7mm}\
li,tr{break-inside:avoid}dl{display:block}dt,dd{display:inline}dd::before{content:" "}\
dd::after{content:"";display:block;height:.12rem}tr>:first-child{min-width:4.6rem}
th,td{padding:.06rem .3rem .06rem 0}
.letter>div,.approval>div{columns:1}.letter{font-size:11pt}.approval{font-size:9pt}\
.approval h1{font-size:15pt}.approval h2{font-size:10pt}}
"""
POLICY = "default-src 'none'; style-src 'sha256-" + b64encode(sha256(STYLE.encode()).digest()).decode() + "'"

PRINTED: dict[Kind, str] = {"message": "letter", "approval": "approval"}
"""How a kind is set on paper, where not as densely as the notes of whoever holds the talk."""

GLYPH: dict[Mark, str] = {"yes": "✓", "no": "✗", "unknown": "?", "plain": ""}
SAID: dict[Mark, str] = {"yes": "✓ Yes.", "no": "✗ No.", "unknown": "? Not known.", "plain": ""}


def write_page(stream: TextIO, briefs: Sequence[Brief]) -> None:
    """Write the page of a brief, or of several, each of which prints on a sheet of its own."""
    stream.writelines(f"{line}\n" for line in _lines(briefs))


def _lines(briefs: Sequence[Brief]) -> Iterator[str]:
    titles = [brief.title or brief.account_name for brief in briefs]
    title = titles[0] if len(titles) == 1 else f"{len(titles)} briefs"
    yield "<!doctype html>"
    yield '<html lang="en">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="referrer" content="no-referrer">'
    yield f"<title>{escape(title)}</title>"
    yield f"<style>{STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    for brief in briefs:
        yield f'<article class="{PRINTED.get(brief.kind, "sheet")}">'
        yield from _header(brief)
        yield "<div>"
        for section in brief.sections:
            yield from _section(section)
        yield "</div>"
        yield "</article>"
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _header(brief: Brief) -> Iterator[str]:
    yield "<header>"
    small = f"<small>{escape(brief.own_id)}</small>" if brief.own_id else ""
    yield f"<h1>{escape(brief.title or brief.account_name)}{small}</h1>"
    yield from (f"<p>{escape(text)}</p>" for text in brief.head)
    if brief.banner:
        yield f'<p class="banner">{escape(brief.banner)}</p>'
    yield "</header>"


def _section(section: Section) -> Iterator[str]:
    yield "<section>"
    if section.title:
        yield f"<h2>{escape(section.title)}</h2>"
    labelled = [line for line in section.lines if line.label]
    bare = [line for line in section.lines if not line.label]
    if labelled:
        yield "<dl>"
        yield from map(_labelled, labelled)
        yield "</dl>"
    if bare and section.title:
        yield "<ul>"
        yield from (f"<li>{_marked(line, GLYPH)}{escape(line.text)}</li>" for line in bare)
        yield "</ul>"
    elif bare:
        yield from (f"<p>{escape(line.text)}</p>" for line in bare)
    if section.grid:
        yield from _table(section.grid)
    yield "</section>"


def _labelled(line: Line) -> str:
    return f"<dt>{escape(line.label)}</dt><dd>{_marked(line, SAID)}{escape(line.text)}</dd>"


def _marked(line: Line, said: dict[Mark, str]) -> str:
    return f'<span class="{line.mark}">{said[line.mark]}</span> ' if said[line.mark] else ""


def _table(grid: Grid) -> Iterator[str]:
    kinds = [' class="n"' if place in grid.numbers else "" for place in range(len(grid.headings))]
    first, *headings = grid.headings
    yield "<table>"
    cells = (
        f'<th scope="col"{kind}>{escape(text)}</th>' for text, kind in zip(headings, kinds[1:], strict=True)
    )
    yield f"<thead><tr><td>{escape(first)}</td>{''.join(cells)}</tr></thead>"
    yield "<tbody>"
    for item, *row in grid.rows:
        told = (
            f'<td{kind} data-of="{escape(heading)}">{escape(text)}</td>'
            for text, kind, heading in zip(row, kinds[1:], headings, strict=True)
        )
        yield f'<tr><th scope="row">{escape(item)}</th>{"".join(told)}</tr>'
    yield "</tbody></table>"
