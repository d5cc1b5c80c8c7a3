"""The public face of the demo: build it, and say what is in it."""

from ecotone.demo.building import DemoSummary, HoldsOtherData, build_demo

__all__ = ["DemoSummary", "HoldsOtherData", "build_demo"]
