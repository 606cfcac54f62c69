"""Punch-clock files: a module for each format, one way from their cells to punches, and the store of batches.

polars lives here and in ``rosterctl.attendance``; nothing of this package is imported before it is needed.
"""
