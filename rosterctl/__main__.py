"""``python -m rosterctl``."""

from rosterctl.cli import main

main()
