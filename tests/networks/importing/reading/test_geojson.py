import json
from pathlib import Path
from typing import Any

import pytest

from ecotone.networks.importing.problems import FileRefused, Problem
from ecotone.networks.importing.reading.geojson import open_geojson
from ecotone.networks.importing.reading.table import Limits, Line


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def point(*coordinates: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": coordinates}


def write(tmp_path: Path, *features: Any, **more: Any) -> Path:
    path = tmp_path / "schools.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}))
    return path


def test_properties_and_points_become_columns(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        feature(point(5.1214, 52.0907), code="1", pupils=210),
        feature(point(5, 52, 3.0), code="2", name="Een school", tags=["a"]),
        feature(None, code="3"),
    )
    table = open_geojson(path, Limits())
    assert table.header == (
        *("code", "pupils", "name", "tags"),
        *("geometry.longitude", "geometry.latitude"),
    )
    assert list(table.lines) == [
        Line(1, ["1", "210", "", "", "5.1214", "52.0907"]),
        Line(2, ["2", "", "Een school", '["a"]', "5", "52"]),
        Line(3, ["3", "", "", "", "", ""]),
    ]


def test_what_is_not_a_point_is_a_problem_of_its_feature(tmp_path: Path) -> None:
    area = {"type": "Polygon", "coordinates": [[[5, 52], [6, 52], [6, 53], [5, 52]]]}
    path = write(tmp_path, feature(area, code="1"), "nonsense", feature(point(5, 52), code="3"))
    assert list(open_geojson(path, Limits()).lines) == [
        Problem("not_a_point", 1),
        Problem("not_a_point", 2),
        Line(3, ["3", "5", "52"]),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ('{"type": "FeatureCollection", "feat', "damaged"),
        ("[" * 200_000, "damaged"),
        ('{"type": "Point", "coordinates": [5, 52]}', "not_a_collection"),
        ('{"type": "FeatureCollection", "features": []}', "no_rows"),
    ],
)
def test_a_broken_file_is_refused(tmp_path: Path, content: str, code: str) -> None:
    path = tmp_path / "schools.geojson"
    path.write_text(content)
    with pytest.raises(FileRefused) as refused:
        open_geojson(path, Limits())
    assert refused.value.problem.code == code


def test_only_degrees_are_read(tmp_path: Path) -> None:
    fine = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    dutch = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    school = feature(point(5, 52), code="1")
    assert open_geojson(write(tmp_path, school, crs=fine), Limits()).header[0] == "code"
    with pytest.raises(FileRefused) as refused:
        open_geojson(write(tmp_path, school, crs=dutch), Limits())
    assert refused.value.problem.code == "other_coordinates"
