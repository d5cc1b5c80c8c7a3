"""The geometry of charts: numbers in, coordinates out. No Django, no HTML.

A view builds one of ``Bars``, ``Share`` or ``Lines`` with the function of the same name in small
letters and hands it to ``<c-chart.bars>``, ``<c-chart.share>`` or ``<c-chart.lines>``, which draw
SVG and set a table beside it. Coordinates are text with a decimal point, so that no language
turns ``37.5`` into ``37,5``. A value of ``None`` is missing: shown as missing, never as zero.
"""

from ecotone.core.charts.bar_chart import BarRow, Bars, bars
from ecotone.core.charts.line_chart import Lines, Series, lines
from ecotone.core.charts.share_chart import Part, Share, share

__all__ = ["BarRow", "Bars", "Lines", "Part", "Series", "Share", "bars", "lines", "share"]
