"""One module a revision. They spell their tables out: what they made must not change with ``tables.py``."""
