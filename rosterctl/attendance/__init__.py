"""Punches → records: units, events, the exact matcher and judging; columnar, without files and clocks."""
