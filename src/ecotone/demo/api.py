"""The public face of the demo: build it, and say what is in it."""

from ecotone.demo.building import HoldsOtherData, build_demo
from ecotone.demo.summary import DemoSummary

__all__ = ["DemoSummary", "HoldsOtherData", "build_demo"]
