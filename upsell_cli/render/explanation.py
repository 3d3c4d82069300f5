"""An explanation in every format: whole as JSON, a part a row in tables, drawn for people on a screen."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial

from upsell_cli.frames.documents.explanation import (
    Considered,
    Counterfactual,
    Explanation,
    Fact,
    Gate,
    Known,
    Points,
)
from upsell_cli.frames.vectors.lists import BETWEEN
from upsell_cli.render.columns import Field, Kind
from upsell_cli.render.drawing.effects import effect
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.said import AMOUNT, evidence, where
from upsell_cli.render.explained import explained_lines
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.json import Json, literal, write_json, write_jsonl
from upsell_cli.render.formats.report import table_report
from upsell_cli.render.opportunities import major

FIELDS = (
    Field("part", Kind.TEXT, "verdict, gate, points, offer, change, sum, fact or row.", None),
    Field("name", Kind.TEXT, "What it is about.", None),
    Field("value", Kind.TEXT, "The figure, or yes, no, unknown.", None),
    Field("evidence", Kind.TEXT, "What it rests on.", None),
    Field("source", Kind.TEXT, "File and lines.", None),
)

Line = tuple[str, str, str, str, str]


def explanation_report(explanation: Explanation, look: Look) -> Report:
    """Give an explanation, ready to be written."""
    columns = tuple([text or None for text in column] for column in zip(*_parts(explanation), strict=True))
    meta: dict[str, Json] = {"as_of": explanation.as_of, "currency": explanation.currency}
    row = literal(_document(explanation))
    return {
        **table_report(
            "explanation", meta, Table(FIELDS, columns), partial(explained_lines, explanation, look), look
        ),
        "json": lambda stream: write_json(stream, "explanation", meta, [row]),
        "jsonl": lambda stream: write_jsonl(stream, [row]),
    }


def _document(explanation: Explanation) -> Mapping[str, Json]:
    return {
        "account_id": explanation.account_id,
        "account_name": explanation.account_name,
        "verdict": {
            **{_plain(name): _value(name, value, explanation) for name, value in explanation.verdict.items()},
        },
        "facts": [_fact(fact, explanation) for fact in explanation.facts],
        "gates": [_gate(gate, explanation) for gate in explanation.gates],
        "points": [_points(points, explanation) for points in explanation.points],
        "total_points": explanation.total_points,
        "offers": [_offer(offer, explanation) for offer in explanation.offers],
        "sums": [
            {"name": told.name, "working": told.working, "result": told.result} for told in explanation.sums
        ],
        "counterfactuals": [_counterfactual(change, explanation) for change in explanation.counterfactuals],
        "source_rows": [
            {"table": row.table, "file": row.file, "line": row.line, "cells": dict(row.cells)}
            for row in explanation.rows
        ],
    }


def _fact(fact: Fact, explanation: Explanation) -> Json:
    return {
        "name": _plain(fact.name),
        "value": _value(fact.name, fact.value, explanation),
        "meaning": fact.meaning,
        "sources": [
            {"table": source.table, "file": source.file, "rows": source.lines} for source in fact.sources
        ],
    }


def _gate(gate: Gate, explanation: Explanation) -> Json:
    return {
        "code": gate.code,
        "holds": _answer(gate),
        "evidence": evidence(gate.facts, explanation, doubted=True),
        "rules": gate.rules,
        "release_on": gate.release_on,
    }


def _points(points: Points, explanation: Explanation) -> Json:
    return {
        "factor": points.factor,
        "code": points.step,
        "points": points.points,
        "because": points.because,
        "rule": points.rule or None,
        "evidence": evidence(points.facts, explanation, doubted=True),
    }


def _counterfactual(change: Counterfactual, explanation: Explanation) -> Json:
    return {
        "fact": change.fact,
        "now": change.now,
        "then": change.then,
        "change": change.change,
        "effect": effect(change, explanation),
        "state": change.state,
        "gates": [gate for gate in change.gates.split(BETWEEN) if gate],
        "points": dict(change.points),
        "total_points": change.total_points,
        "offer_id": change.offer_id,
        "rank": change.rank,
        "size": round(change.size, 6),
    }


def _offer(offer: Considered, explanation: Explanation) -> Json:
    values = {name: getattr(offer, name) for name in Considered.__dataclass_fields__}
    return {_plain(name): _value(name, value, explanation) for name, value in values.items()}


def _plain(name: str) -> str:
    return name.removesuffix(AMOUNT)


def _value(name: str, value: Known, explanation: Explanation) -> Json:
    """Give a value as files carry it: an amount in major units."""
    if name.endswith(AMOUNT) and isinstance(value, int | float):
        return major(int(value), explanation.currency)
    return value


def _answer(gate: Gate) -> str:
    return "unknown" if gate.holds is None else "yes" if gate.holds else "no"


def _parts(explanation: Explanation) -> Iterator[Line]:
    state = explanation.verdict["state"]
    yield "verdict", "state", str(state), str(explanation.verdict["held_reason"] or ""), ""
    for gate in explanation.gates:
        yield (
            "gate",
            gate.code,
            _answer(gate),
            evidence(gate.facts, explanation),
            _source(gate.facts, explanation),
        )
    for points in explanation.points:
        value = "" if points.points is None else f"{points.points:g}"
        told = "; ".join(filter(None, (points.because, evidence(points.facts, explanation))))
        source = "; ".join(filter(None, (points.rule, _source(points.facts, explanation))))
        yield "points", points.step or points.factor, value, told, source
    yield "points", "total", f"{explanation.total_points:g}", "", ""
    for offer in explanation.offers:
        spend = literal(_value("x_minor", offer.delta_spend_minor, explanation))
        price = "quote" if offer.quote and offer.delta_spend_minor is None else spend
        yield "offer", offer.offer_id, price, offer.why_not or "the offer made", ""
    for change in explanation.counterfactuals:
        yield "change", change.fact, change.change, effect(change, explanation), ""
    for told_sum in explanation.sums:
        yield "sum", told_sum.name, told_sum.result, told_sum.working, ""
    for fact in explanation.facts:
        sources = "; ".join(map(where, fact.sources))
        yield "fact", _plain(fact.name), _cell(fact, explanation), fact.meaning, sources
    for row in explanation.rows:
        cells = ", ".join(f"{header}={text}" for header, text in row.cells.items())
        yield "row", row.table, "", cells, f"{row.file}:{row.line}"


def _cell(fact: Fact, explanation: Explanation) -> str:
    """Give the value of a fact as every file carries it: ISO dates, shares of 1, plain amounts."""
    value = _value(fact.name, fact.value, explanation)
    if isinstance(value, str | date):
        return str(value)
    written = literal(value)
    return "" if written == "null" else written


def _source(names: tuple[str, ...], explanation: Explanation) -> str:
    sources = (source for name in names for source in explanation.fact(name).sources)
    return "; ".join(dict.fromkeys(where(source) for source in sources))
