"""What the page that maps columns needs to know of a file, and the definition that it makes."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.text import slugify

from ecotone.networks.importing.fields import Field
from ecotone.networks.importing.guessing import guess_columns, guess_kind
from ecotone.networks.importing.kinds import CHOICES, choice_of
from ecotone.networks.importing.mapping import SchoolMapping
from ecotone.networks.importing.problems import FileRefused
from ecotone.networks.importing.reading import Line, Table
from ecotone.networks.importing.runs import open_run
from ecotone.networks.models import ImportRun

MOST_TYPES = 60
KEEP = "keep"
USUAL_MISSING = ["-", "–", "?", ".", "x", "n/a", "N/A", "NA", "null"]


class TypeInFile(NamedTuple):
    """A type of school that stands in the file, how often, and the kind it was given so far."""

    value: str
    rows: int
    kind: str

    @property
    def key(self) -> str:
        """A short name for the form field, the same on every visit of the page."""
        return "kind_" + hashlib.sha256(self.value.encode()).hexdigest()[:12]


def first_values(table: Table) -> dict[str, str]:
    """For each column the first value that is not empty, as an example."""
    examples: dict[str, str] = {}
    for count, line in enumerate(table.lines):
        if count >= 200 or len(examples) == len(table.header):
            break
        if isinstance(line, Line):
            for name, cell in zip(table.header, line.cells, strict=True):
                if cell:
                    examples.setdefault(name, cell)
    return {name: examples.get(name, "") for name in table.header}


def types_in(run: ImportRun, column: str) -> list[TypeInFile] | None:
    """The types of school in a column, the commonest first; None when there are too many.

    Raises FileRefused.
    """
    table = open_run(run)
    if column not in table.header:
        return []
    position = table.header.index(column)
    counts: Counter[str] = Counter()
    for line in table.lines:
        if isinstance(line, Line) and (value := " ".join(line.cells[position].split())):
            counts[value] += 1
            if len(counts) > MOST_TYPES:
                return None
    mapping = find_mapping(run)
    return [TypeInFile(value, n, _kind_so_far(value, mapping)) for value, n in counts.most_common()]


def find_mapping(run: ImportRun) -> SchoolMapping | None:
    """The mapping of the run so far; None when there is none that can be used."""
    try:
        return SchoolMapping.from_definition(run.mapping) if run.mapping else None
    except FileRefused:
        return None


def _kind_so_far(value: str, mapping: SchoolMapping | None) -> str:
    known = mapping.kind_of(value) if mapping else None
    if known:
        return choice_of(known) or KEEP
    return guess_kind(value)


def initial_choices(run: ImportRun, header: tuple[str, ...], default_scheme: str) -> dict[str, Any]:
    """What the page shows first: the mapping so far, else what the names of the columns tell."""
    mapping = find_mapping(run)
    columns: Mapping[Field, str] = mapping.columns if mapping else guess_columns(header)
    names = {name.casefold(): name for name in header}
    chosen: dict[str, Any] = {
        f"column_{field}": names.get(column.casefold(), "") for field, column in columns.items()
    }
    chosen |= {
        "observed_on": run.observed_on or (mapping.observed_on if mapping else None),
        "joins_network": run.joins_network,
        "scheme": mapping.scheme if mapping else default_scheme,
    }
    if mapping:
        chosen |= {
            "source": mapping.source,
            "languages": mapping.constants.get(Field.LANGUAGES, ""),
            "repeated_rows": mapping.repeated_rows,
            "one_kind": choice_of(mapping.one_kind),
        }
    return chosen


def definition_from(
    run: ImportRun, cleaned: Mapping[str, Any], types: list[TypeInFile]
) -> dict[str, Any]:
    """The definition that the page's choices make, on top of what the mapping said so far.

    What the page cannot show (patterns, spellings of places) stays as it was.
    """
    before: dict[str, Any] = run.mapping
    title = cleaned["keep_as"] or before.get("title") or run.file_name
    definition = {
        **before,
        "name": slugify(cleaned["keep_as"])[:60] or f"import-{run.pk}",
        "title": title,
        "country": run.country,
        "source": cleaned["source"],
        "repeated_rows": cleaned["repeated_rows"],
        "missing": before.get("missing", USUAL_MISSING),
        "identifier": _identifier(before, cleaned["scheme"]),
        "columns": {
            str(field): cleaned[f"column_{field}"] for field in Field if cleaned[f"column_{field}"]
        },
        "constants": {
            **before.get("constants", {}),
            "languages": cleaned["languages"],
        },
        "types": _types(before, cleaned, types),
    }
    definition.pop("observed_on", None)  # the day belongs to the file, not to the mapping
    return definition


def _identifier(before: Mapping[str, Any], scheme: str) -> dict[str, Any]:
    known: dict[str, Any] = before.get("identifier", {})
    return known if known.get("scheme") == scheme else {"scheme": scheme}


def _types(
    before: Mapping[str, Any], cleaned: Mapping[str, Any], types: list[TypeInFile]
) -> dict[str, Any]:
    if not cleaned["column_school_type"]:
        return {"one": _kind_values(cleaned["one_kind"])}
    known = before.get("types", {})
    kinds = {name.casefold(): kind for name, kind in known.get("kinds", {}).items()}
    for each in types:
        if cleaned.get(each.key, KEEP) != KEEP:
            kinds[each.value.casefold()] = _kind_values(cleaned[each.key])
    return {"separator": known.get("separator", ""), "kinds": kinds}


def _kind_values(choice: str) -> dict[str, Any]:
    kind = CHOICES[choice][1]
    return {"sector": kind.sector, "isced": list(kind.isced)}
