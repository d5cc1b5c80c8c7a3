import pytest

from ecotone.core.charts import BarRow, Part, Series, bars, lines, share
from ecotone.core.charts.geometry import percent_of, round_levels


def test_longest_bar_fills_the_width_and_missing_stays_missing() -> None:
    chart = bars(
        title="Reach", rows=[BarRow("A", 50), BarRow("B", 100), BarRow("C", None)], unit=" %"
    )
    assert [(row.label, row.share, row.text, row.is_missing) for row in chart.rows] == [
        ("A", "50", "50 %", False),
        ("B", "100", "100 %", False),
        ("C", "0", "", True),
    ]


def test_target_counts_for_the_width() -> None:
    chart = bars(title="Reach", rows=[BarRow("A", 30, target=60), BarRow("B", 15)])
    assert [(row.share, row.target) for row in chart.rows] == [("50", "100"), ("25", "")]


def test_bars_of_a_stated_whole() -> None:
    chart = bars(title="Share", rows=[BarRow("A", 25.5, text="a quarter")], full=100)
    assert (chart.rows[0].share, chart.rows[0].text) == ("25.5", "a quarter")


def test_bars_of_nothing_have_no_length() -> None:
    assert [row.share for row in bars(title="", rows=[BarRow("A", 0), BarRow("B", 0)]).rows] == [
        "0",
        "0",
    ]
    assert bars(title="", rows=[]).rows == ()


def test_parts_lie_side_by_side_and_fill_the_whole() -> None:
    chart = share(title="Formats", parts=[Part("A", 1), Part("B", 2), Part("C", 1)])
    assert [(s.x, s.width, s.percent, s.hue) for s in chart.segments] == [
        ("0", "25", "25", 1),
        ("25", "50", "50", 2),
        ("75", "25", "25", 3),
    ]


def test_parts_beyond_the_sixth_share_the_last_hue() -> None:
    chart = share(title="", parts=[Part(str(n), 1) for n in range(8)])
    assert [s.hue for s in chart.segments] == [1, 2, 3, 4, 5, 6, 6, 6]


def test_whole_of_nothing_has_no_parts_to_see() -> None:
    assert [s.width for s in share(title="", parts=[Part("A", 0)]).segments] == ["0"]


@pytest.mark.parametrize(
    ("largest", "levels"),
    [
        (0, [0, 1]),
        (0.3, [0, 0.1, 0.2, 0.3]),
        (7, [0, 2, 4, 6, 8]),
        (83, [0, 50, 100]),
        (100, [0, 50, 100]),
        (1200, [0, 500, 1000, 1500]),
    ],
)
def test_levels_are_round_and_reach_the_largest(largest: float, levels: list[float]) -> None:
    assert [round(level, 6) for level in round_levels(largest)] == levels


def test_line_breaks_where_a_value_is_missing() -> None:
    chart = lines(title="", points=["1", "2", "3", "4"], series=[Series("A", [1, 2, None, 4])])
    line = chart.lines[0]
    assert [len(path.split()) for path in line.paths] == [2, 1]
    assert [dot.label for dot in line.dots] == ["1", "2", "4"]


def test_line_runs_from_the_base_to_the_top() -> None:
    chart = lines(title="", points=["a", "b"], series=[Series("A", [0, 4])])
    assert chart.lines[0].paths == ("64,174 328,10",)
    assert [(level.label, level.at) for level in chart.levels] == [
        ("0", "174"),
        ("1", "133"),
        ("2", "92"),
        ("3", "51"),
        ("4", "10"),
    ]


def test_table_of_lines_says_what_is_missing() -> None:
    chart = lines(
        title="",
        points=["a", "b"],
        series=[Series("A", [1, None]), Series("B", [2.5, 3])],
        unit="%",
    )
    assert chart.labels == ("A", "B")
    assert chart.table == (("a", ("1%", "2.5%")), ("b", ("", "3%")))


def test_at_most_five_labels_stand_below_a_line() -> None:
    points = [str(n) for n in range(12)]
    chart = lines(title="", points=points, series=[Series("A", list(range(12)))])
    assert [tick.label for tick in chart.points] == ["0", "3", "6", "8", "11"]


def test_lines_without_any_value_have_a_scale() -> None:
    chart = lines(title="", points=["a"], series=[Series("A", [None])])
    assert (chart.lines[0].paths, [level.label for level in chart.levels]) == ((), ["0", "1"])


def test_share_of_a_whole_stays_between_none_and_all() -> None:
    assert [percent_of(value, 10) for value in (None, -1, 0, 2.5, 30)] == [
        "0",
        "0",
        "0",
        "25",
        "100",
    ]
