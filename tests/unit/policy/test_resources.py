from pathlib import Path

import pytest

from rosterctl.errors import InternalError
from rosterctl.io import resources
from rosterctl.io.tables.suggest import nearest


def test_the_checkout_has_the_folders() -> None:
    assert (resources.constraints() / "roster").is_dir()
    assert resources.presets().is_dir()


def test_the_package_s_own_folder_comes_first(tmp_path: Path) -> None:
    package = tmp_path / "rosterctl"
    (tmp_path / "samples").mkdir()
    assert resources._folder("samples", package) == tmp_path / "samples"
    (package / "samples").mkdir(parents=True)
    assert resources._folder("samples", package) == package / "samples"


def test_an_installation_without_them_says_so(tmp_path: Path) -> None:
    with pytest.raises(InternalError) as caught:
        resources._folder("samples", tmp_path / "rosterctl")
    assert caught.value.code == "resources.missing"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("weekly_rest", "weekly-rest"), ("Wekly-Rest", "weekly-rest"), ("pin", "pins"), ("xyz", None)],
)
def test_nearest(name: str, meant: str | None) -> None:
    assert nearest(name, ["weekly-rest", "monthly-rest", "pins"]) == meant
