"""The clock on the wall; it lives in ``domain``, where rules about money can reach it too."""

from rosterctl.domain.wall import Wall as Wall
