"""The demonstration council: an invented council's record, entered as its officers would have entered it.

``inspections/demo/`` holds the data, and its README the shapes that the modules here read.
"""

from inspections.importers.demo.flushing import OthersHangOnIt, flush
from inspections.importers.demo.loading import load, records_there

__all__ = ["OthersHangOnIt", "flush", "load", "records_there"]
