"""Risk signals: one file each, found by itself. Bounds stand in `tools/engine/thresholds.py`."""
