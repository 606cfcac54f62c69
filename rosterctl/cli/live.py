"""Live progress of a search: one line that is rewritten, only where a person watches."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import TYPE_CHECKING, Never

from rosterctl.cli.say import Say, terminal

if TYPE_CHECKING:
    from tqdm import tqdm

    from rosterctl.solver.search import Progress


class Live:
    """A context manager; :meth:`hear` may be called from another thread."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._bar: tqdm[Never] | None = None
        self._done = threading.Event()
        self._ticker: threading.Thread | None = None
        self._last: Progress | None = None
        self._began = time.monotonic()

    def __enter__(self) -> Live:
        if not self._say.quiet and terminal():
            from tqdm import tqdm

            self._bar = tqdm(bar_format="{desc}", leave=False)
            self._ticker = threading.Thread(target=self._tick, daemon=True)
            self._ticker.start()
        return self

    def hear(self, progress: Progress) -> None:
        """Take note of a better roster."""
        self._last = progress
        if self._bar is None and self._say.verbose:
            self._say("build.progress", **self._values())

    def _values(self) -> dict[str, object]:
        seconds = f"{time.monotonic() - self._began:.1f}"
        if self._last is None:
            return {"seconds": seconds, "best": "-", "bound": "-", "percent": "-"}
        best, bound = self._last.best, self._last.bound
        percent = f"{100 * (best - bound) / best:.1f}" if best > 0 else "0.0"
        return {"seconds": seconds, "best": best, "bound": bound, "percent": percent}

    def _tick(self) -> None:
        while not self._done.wait(0.2) and self._bar is not None:
            self._bar.set_description_str(self._say.word("build.progress", **self._values()))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._done.set()
        if self._ticker is not None:
            self._ticker.join()  # else it could write once more after the bar has gone
        if self._bar is not None:
            self._bar.close()
