"""The settings of a run, each with its value and where it comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from rich.cells import cell_len
from rich.text import Text

from upsell_cli.render.columns import Field, Kind
from upsell_cli.render.drawing.look import Look
from upsell_cli.render.drawing.text import one_line
from upsell_cli.render.formats.formats import Report, Table
from upsell_cli.render.formats.json import literal, write_json, write_jsonl
from upsell_cli.render.formats.report import table_report

FIELDS = ("setting", "value", "origin", "place", "meaning")
GAP = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: its value (None: not set), and whether a flag, the environment or the project file gave it.

    `place` is the flag, the variable, or the file and line; a default has none.
    """

    name: str
    value: str | int | bool | tuple[str, ...] | None
    origin: str
    place: str
    meaning: str

    @property
    def written(self) -> str | None:
        """Give the value as one text."""
        match self.value:
            case None | ():
                return None
            case tuple():
                return " ".join(self.value)
            case bool():
                return str(self.value).lower()
            case _:
                return str(self.value)


def settings_report(settings: Sequence[Setting], project: str | None, look: Look) -> Report:
    """Give the settings, ready to be written; `project` is the path of the project file."""
    rows = [(s.name, s.written, s.origin, s.place or None, s.meaning) for s in settings]
    columns = tuple([row[place] for row in rows] for place in range(len(FIELDS)))
    table = Table(tuple(Field(name, Kind.TEXT, "", None) for name in FIELDS), columns)
    objects = [_object(setting) for setting in settings]
    meta = {"project": project}
    return {
        **table_report("config", meta, table, partial(_lines, settings, project, look), look),
        "json": lambda stream: write_json(stream, "config", meta, objects),
        "jsonl": lambda stream: write_jsonl(stream, objects),
    }


def _object(setting: Setting) -> str:
    values = (setting.name, setting.value, setting.origin, setting.place or None, setting.meaning)
    return literal(dict(zip(FIELDS, values, strict=True)))


def _lines(settings: Sequence[Setting], project: str | None, look: Look) -> Iterator[Text]:
    values = [one_line(setting.written or "") for setting in settings]
    left = max(cell_len(setting.name) for setting in settings) + GAP
    middle = max(map(cell_len, values)) + GAP
    origins = [setting.place or setting.origin for setting in settings]
    yield Text(f"{'Setting':{left}}{'Value':{middle}}Origin", "bold")
    yield Text(look.glyphs.rule * (left + middle + max(map(cell_len, origins))), "dim")
    for setting, value, origin in zip(settings, values, origins, strict=True):
        padding = " " * (middle - cell_len(value))
        default = setting.origin == "default"
        yield Text(f"{setting.name:{left}}{value}{padding}{one_line(origin)}", "dim" if default else "")
    yield Text("")
    yield Text(f"Project file: {one_line(project)}" if project else "No project file (upsell.yaml).", "dim")
