"""GeoJSON points: the properties are the columns, the geometry gives two more."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ecotone.networks.importing.problems import FileRefused, Problem
from ecotone.networks.importing.reading.table import Limits, Line, Table, column_names, limited
from ecotone.networks.importing.reading.workbook import cell_text

LONGITUDE = "geometry.longitude"
LATITUDE = "geometry.latitude"
_DEGREES = ("CRS84", "4326", "4258")


def open_geojson(path: Path, limits: Limits) -> Table:
    """Open a FeatureCollection; rows are numbered by feature, from 1. Raises FileRefused."""
    features = _features(path)
    names: dict[str, None] = {}
    for feature in features:
        names.update(dict.fromkeys(str(name).strip() for name in _properties(feature)))
    header = column_names([*names, LONGITUDE, LATITUDE], limits)
    return Table(header, limited(_lines(features, list(names)), limits), "GeoJSON")


def _features(path: Path) -> list[Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FileRefused("damaged") from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise FileRefused("not_a_collection")
    if not features:
        raise FileRefused("no_rows")
    _check_system(content.get("crs"))
    return features


def _check_system(crs: Any) -> None:
    """Old files may name another system of coordinates; the standard knows only degrees."""
    if crs is None:
        return
    name = str(crs.get("properties", {}).get("name", "")) if isinstance(crs, dict) else str(crs)
    if not name.endswith(_DEGREES):
        raise FileRefused("other_coordinates", value=name)


def _lines(features: list[Any], names: list[str]) -> Iterator[Line | Problem]:
    for number, feature in enumerate(features, 1):
        place = _point(feature)
        if place is None:
            yield Problem("not_a_point", number)
            continue
        found = {str(name).strip(): value for name, value in _properties(feature).items()}
        yield Line(number, [*(_text(found.get(name)) for name in names), *place])


def _properties(feature: Any) -> Mapping[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    return properties if isinstance(properties, dict) else {}


def _point(feature: Any) -> tuple[str, str] | None:
    """Longitude and latitude as text; empty for a school without a place; None if not a point."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else ""
    match geometry:
        case None:
            return ("", "")
        case {"type": "Point", "coordinates": [longitude, latitude, *_]}:
            return (_text(longitude), _text(latitude))
        case _:
            return None


def _text(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return cell_text(value)
