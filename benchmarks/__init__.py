"""Measurements beside anchors measured in the same run. They print; nothing is asserted on a clock."""
