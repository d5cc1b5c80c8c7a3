"""Files become numbered lines of text, a few at a time, whatever their format."""

from ecotone.networks.importing.reading.opening import open_table
from ecotone.networks.importing.reading.table import Limits, Line, Table

__all__ = ["Limits", "Line", "Table", "open_table"]
