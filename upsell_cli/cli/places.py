"""Where `upsell init` writes, what is said about its guesses, and the command that goes on from there."""

import shlex
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from upsell_cli.cli.diagnostics import say, tell_files, tell_problems
from upsell_cli.cli.narration import exit_code
from upsell_cli.cli.options import InputOptions, TalkOptions
from upsell_cli.config.finding import CATALOGUE
from upsell_cli.config.project import document_of
from upsell_cli.config.project_file import PROJECT, ProjectFile
from upsell_cli.problems import EXIT_ROWS_REJECTED, Place, Problem, UpsellError
from upsell_cli.render.first_catalogue import first_catalogue
from upsell_cli.render.formats.files import Writing, check_outputs
from upsell_cli.render.formats.formats import format_of
from upsell_cli.render.guesses import guesses
from upsell_cli.render.header_map import header_map
from upsell_cli.render.project_file import project_text
from upsell_cli.render.rejects import FORMATS, rejects_report

if TYPE_CHECKING:
    from upsell_cli.config.settings import Settings
    from upsell_cli.workflows.init import Beginning

MAPS = ("map.yaml", "map-2.yaml")


@dataclass(frozen=True, slots=True)
class Places:
    """The files to write, checked before any work is done, and the inputs they are made from."""

    inputs: InputOptions
    catalogue: str
    header_map: str
    project: str | None
    force: bool

    @classmethod
    def of(cls, inputs: InputOptions, folder: str | None, *, force: bool) -> "Places":
        """Give where to write; a map that is read is never written over, a project file only with `force`.

        Raises UpsellError for a place that must not or cannot be written.
        """
        if folder is not None and inputs.says("tiers"):
            inputs = replace(inputs, tiers=None)
        if folder is not None and inputs.tiers is not None:
            fix = "Name the folder with -o, or the file with --tiers."
            raise UpsellError(Problem("output-twice", "both -o and --tiers say where to write", fix=fix))
        catalogue = Path(inputs.tiers or Path(folder or "", CATALOGUE))
        read = Path(inputs.map_file).resolve() if inputs.map_file else None
        maps = (catalogue.with_name(name) for name in MAPS)
        header_map = next(path for path in maps if path.resolve() != read)
        project = _project_beside(catalogue, inputs, force=force)
        places = cls(replace(inputs, tiers=str(catalogue)), str(catalogue), str(header_map), project, force)
        places.check(*filter(None, (str(catalogue), project, inputs.rejects)))
        return places

    @property
    def settings(self) -> "Settings":
        """Give what is to be read, and how."""
        return self.inputs.settings()

    def check(self, *paths: str) -> None:
        """Refuse what is an input, is there already, or cannot be written."""
        check_outputs(paths, replace(self.settings, tiers="").input_files)
        kept = [path for path in paths if Path(path).exists() and path != self.inputs.rejects]
        if kept and not self.force:
            fix = "Look at it first; `--force` replaces it, `-o DIR` writes elsewhere."
            raise UpsellError(*(Problem("already-there", "this file exists", Place(p), fix) for p in kept))

    def writings(self, begun: "Beginning") -> list[Writing]:
        """Give the files to write, checked once more."""
        texts: dict[str, str] = {}
        if begun.catalogue:
            texts[self.catalogue] = first_catalogue(begun.catalogue, self.command(begun))
            if self.project:
                document = document_of(self._next(begun).kept, self.project)
                texts[self.project] = project_text(document)
        if begun.maps_headers:
            texts[self.header_map] = header_map(begun.headers, begun.files)
        self.check(*texts)
        writings = [Writing(path, partial(_write, text)) for path, text in texts.items()]
        if self.inputs.rejects and begun.inputs:
            report = rejects_report(begun.inputs.problems)[format_of(self.inputs.rejects, FORMATS)]
            writings.append(Writing(self.inputs.rejects, report, private=True))
        return writings

    def command(self, begun: "Beginning") -> str:
        """Give the command that goes on: a scan, or this one again once a question is answered."""
        inputs = self._next(begun)
        if begun.catalogue is None:
            path = Path(self.catalogue)
            if path.name != CATALOGUE:
                return shlex.join(["upsell", "init", *inputs.arguments()])
            folder = [] if path.parent == Path() else ["-o", str(path.parent)]
            return shlex.join(["upsell", "init", *replace(inputs, tiers=None).arguments(), *folder])
        if self.project:
            elsewhere = Path(self.project).parent.resolve() != Path.cwd()
            project = ProjectFile(self.project, inputs.kept, {}, named=elsewhere)
            inputs = replace(inputs, usage=None, usage_option=inputs.usage_files, config=project)
        return shlex.join(["upsell", "scan", *inputs.arguments()])

    def _next(self, begun: "Beginning") -> InputOptions:
        """Give the inputs as they are from now on."""
        crosswalk, asks = begun.headers.crosswalk, begun.catalogue is None
        return replace(
            self.inputs,
            map_file=self.header_map if begun.headers.choices or asks else self.inputs.map_file,
            crosswalk=[crosswalk] if crosswalk else self.inputs.crosswalk,
        )

    def tell(self, begun: "Beginning", talk: TalkOptions) -> int:
        """Say what was wrong and what was guessed, one line each; give the exit code."""
        if begun.inputs:
            tell_problems(begun.inputs.problems)
            tell_files(begun.inputs, verbose=talk.verbose)
        if not talk.quiet:
            say(*guesses(begun.headers, begun.catalogue, self.header_map), f"Next: {self.command(begun)}")
        if begun.inputs:
            return exit_code(begun.inputs, self.inputs)
        needed = f"answer what {self.header_map} asks, then run `upsell init` with it"
        say(f"warning: no {self.catalogue} was written yet: {needed}.", level="warning")
        return EXIT_ROWS_REJECTED


def _project_beside(catalogue: Path, inputs: InputOptions, *, force: bool) -> str | None:
    """Give where to write the project file; nowhere while another one is in use, or this one and no force."""
    project = catalogue.with_name(PROJECT)
    used = inputs.config
    if used is None or (force and Path(used.path).resolve() == project.resolve()):
        return str(project)
    return None


def _write(text: str, stream: TextIO) -> None:
    stream.write(text)
