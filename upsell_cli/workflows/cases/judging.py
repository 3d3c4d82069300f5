"""A file of cases: drawn as one company, read and judged like any other, then compared."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from upsell_cli import __version__
from upsell_cli.config.cases import CaseBook, open_cases
from upsell_cli.config.opening import Opened, open_catalogue
from upsell_cli.config.settings import Settings, find_catalogue
from upsell_cli.frames.documents.trials import Trials
from upsell_cli.frames.growing import whole
from upsell_cli.frames.tables import Inputs
from upsell_cli.frames.verdicts import Verdicts
from upsell_cli.problems import Place, Problem, UpsellError
from upsell_cli.sources import read
from upsell_cli.stages.rank import rank
from upsell_cli.workflows.assess import assess
from upsell_cli.workflows.cases.comparing import compare
from upsell_cli.workflows.cases.drawing import Drawn, draw
from upsell_cli.workflows.scan import request_of

NOT_A_FAULT = frozenset({"no-billing"})
"""What real exports should not lack and a drawn company may."""


@dataclass(frozen=True, slots=True)
class Rules:
    """A catalogue and a policy, as far as they are named."""

    tiers: str | None = None
    policy: str | None = None

    def __or__(self, other: "Rules") -> "Rules":
        """Give these, and what they leave out from others."""
        return Rules(self.tiers or other.tiers, self.policy or other.policy)


def judge_cases(path: str, asked: Rules = Rules(), usual: Rules = Rules()) -> Trials:
    """Judge every case of a file by the rules asked for, else those it names, else the usual ones.

    Raises UpsellError when the file, one of its cells or the catalogue cannot be used.
    """
    cases = open_cases(path)
    own = Rules(cases.beside(cases.file.tiers), cases.beside(cases.file.policy))
    rules = asked | own | usual
    catalogue = rules.tiers or find_catalogue(None, ())
    opened = open_catalogue(catalogue, rules.policy)
    cases.check(opened.book)
    verdicts = _judged(cases, opened, catalogue)
    return Trials(
        path=path,
        tiers=catalogue,
        as_of=cases.as_of,
        cases=tuple(case.id for case in cases.cases),
        trials=compare(cases, verdicts, opened.book),
        because={case.id: case.drawn.because for case in cases.cases if case.drawn.because},
        version=__version__,
    )


def _judged(cases: CaseBook, opened: Opened, catalogue: str) -> Verdicts:
    with tempfile.TemporaryDirectory(prefix="upsell-cases-") as folder:
        drawn = draw(cases, Path(folder))
        if "usage" not in drawn.paths:
            fix = "Give one case a usage: `usage: {users: 4}`."
            raise UpsellError(Problem("no-usage", "no case has a usage", Place(cases.path), fix))
        files: dict[str, Any] = {kind: (file,) for kind, file in drawn.paths.items()}
        chosen: dict[str, Any] = {"as_of": cases.as_of, "grain": cases.file.grain, "amount_unit": "major"}
        settings = Settings(tiers=catalogue, **files, **chosen)
        inputs = _read(settings, opened, cases, drawn)
        assessed = assess(inputs.tables, opened.book, opened.policy, inputs.as_of, inputs.grain)
    return whole(rank(assessed.verdicts, "value"))


def _read(settings: Settings, opened: Opened, cases: CaseBook, drawn: Drawn) -> Inputs:
    """Read the files that were drawn; what is wrong with one is told of the case it was drawn from."""
    try:
        inputs = read(replace(request_of(settings, opened), max_rejects=1.0))
    except UpsellError as error:
        raise UpsellError(*_at_home(error.problems, cases, drawn)) from None
    wrong = [p for p in inputs.problems if p.severity == "error" and p.code not in NOT_A_FAULT]
    if wrong:
        raise UpsellError(*_at_home(wrong, cases, drawn))
    return inputs


def _at_home(problems: Iterable[Problem], cases: CaseBook, drawn: Drawn) -> Iterable[Problem]:
    """Give problems with their places in the file of cases; one value is told of once."""
    return dict.fromkeys(_placed(problem, cases, drawn) for problem in problems)


def _placed(problem: Problem, cases: CaseBook, drawn: Drawn) -> Problem:
    place = problem.place
    loc = drawn.lines.get((place.file, place.line or 0)) if place else None
    if place is None or loc is None:
        return problem._replace(place=Place(cases.path), excerpt="")
    column = (place.column,) if isinstance(place.column, str) else ()
    return problem._replace(place=cases.place((*loc, *column)), excerpt="")
