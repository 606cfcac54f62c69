"""The wheel works outside the checkout: rule pages, presets and samples included."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a clean environment that holds the wheel and nothing of this checkout.

    The environment sees the libraries of this one through a path file, but not the checkout itself.
    """
    base = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(base / "dist"), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = (base / "dist").glob("*.whl")
    venv.create(base / "env", with_pip=True)
    programs = base / "env" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "install", "--no-deps", "--no-index", "--quiet", str(wheel)]
    subprocess.run(pip, check=True, capture_output=True)
    here = subprocess.check_output([sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"])
    there = subprocess.check_output(
        [str(programs / "python"), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    )
    libraries = Path(there.decode().strip())
    # every library but rosterctl itself, whose editable install is a .pth file that a path entry does not follow
    (libraries / "libraries.pth").write_text(here.decode().strip() + "\n")
    return programs


def call(installed: Path, cwd: Path, *args: str) -> subprocess.CompletedProcess[bytes]:
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")} | {"PYTHONUTF8": "1"}
    return subprocess.run(
        [str(installed / "rosterctl"), *args], cwd=cwd, env=environ, capture_output=True, check=False
    )


@pytest.mark.slow
def test_wheel_lists_rules_and_builds_a_roster(installed: Path, tmp_path: Path) -> None:
    where = subprocess.check_output(
        [str(installed / "python"), "-c", "import rosterctl; print(rosterctl.__file__)"], cwd=tmp_path
    )
    assert ROOT not in Path(where.decode().strip()).parents
    rules = call(installed, tmp_path, "rules", "list", "--format", "csv")
    assert rules.returncode == 0
    assert b"weekly-rest" in rules.stdout
    assert call(installed, tmp_path, "init", "new", "--preset", "hospital-desk").returncode == 0
    built = call(installed, tmp_path, "roster", "build", "-C", "new", "--month", "2026-10", "--time-limit", "20")
    assert built.returncode == 0, built.stderr.decode()
    assert (tmp_path / "new/rosters/2026-10/draft.json").is_file()
