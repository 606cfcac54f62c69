"""Sets of instants; they live in ``domain``, where rules about money can reach them too."""

from rosterctl.domain.stretches import Stretches as Stretches
from rosterctl.domain.stretches import common as common
from rosterctl.domain.stretches import minus as minus
from rosterctl.domain.stretches import seconds as seconds
from rosterctl.domain.stretches import union as union
