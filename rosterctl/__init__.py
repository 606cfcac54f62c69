"""rosterctl plans the shifts of customer-service centres and settles their attendance."""

__version__ = "0.1.0"
