"""Where `upsell init` writes, the command that goes on from there, and what is said about the guesses."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from upsell_cli.cli.options import InputOptions
from upsell_cli.problems import Problem, UpsellError

if TYPE_CHECKING:
    pass

CATALOGUE = "tiers.yaml"
MAPS = ("map.yaml", "map-2.yaml")


@dataclass(frozen=True, slots=True)
class Places:
    """The files to write, checked before any work is done, and the inputs they are made from."""

    inputs: InputOptions
    catalogue: str
    header_map: str
    force: bool

    @classmethod
    def of(cls, inputs: InputOptions, folder: str | None, *, force: bool) -> "Places":
        """Give where to write; a map that is read is not written over.

        Raises UpsellError for a place that must not or cannot be written.
        """
        from upsell_cli.render.files import check_outputs

        if folder is not None and inputs.tiers is not None:
            fix = "Name the folder with -o, or the file with --tiers."
            raise UpsellError(Problem("output-twice", "both -o and --tiers say where to write", fix=fix))
        catalogue = inputs.tiers or str(Path(folder or "") / CATALOGUE)
        beside = (str(Path(catalogue).parent / name) for name in MAPS)
        given = Path(inputs.map_file).resolve() if inputs.map_file else None
        header_map = next(path for path in beside if Path(path).resolve() != given)
        places = cls(inputs, catalogue, header_map, force)
        places.refuse_to_replace(catalogue)
        check_outputs([catalogue, header_map], places.read())
        return places
