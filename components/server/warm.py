"""What is done once before the server calls itself ready: the release, the modules of the first page, its counts."""
import gc
import importlib
import logging
import pkgutil
import threading
import time
from dataclasses import dataclass

from components.server import logs
from data import store
from data.catalog import ReleaseError
from data.store import Active, StoreError

#: packages whose modules the first page needs; the page script itself is run by Streamlit, never imported
PACKAGES = ("queries", "components")
_SCRIPTS = "components.shell"
#: optional: `run(release_id)` fills what the first page reads
HOOK = "components.warm"


@dataclass(frozen=True)
class State:
    """How far the start has come: `active` is the release that is served, once there is one; `reason` what stands in the way."""

    ready: bool = False
    active: Active | None = None
    reason: str = "the release is being loaded"


class Start:
    """The start of one server process, done in a thread so that the event loop keeps answering."""

    def __init__(self, pause: float = 2.0):
        self.state = State()
        self.pause = pause
        self._stopped = threading.Event()

    def run(self) -> None:
        """Try until the release is open or `stop()` is called; each failure is logged and kept as the reason."""
        while not self._stopped.is_set():
            try:
                self.state = State(True, _prepare(), "")
                return
            except (ReleaseError, StoreError) as error:
                self.state = State(reason=str(error))
                logs.event("not_ready", logging.ERROR, reason=str(error))
            except Exception as error:
                self.state = State(reason="the warm-up failed; the log says why")
                logs.event("not_ready", logging.ERROR, error)
            self._stopped.wait(self.pause)

    def stop(self) -> None:
        """End the retries."""
        self._stopped.set()


def _prepare() -> Active:
    began = time.monotonic()
    active = store.active()
    import_modules()
    if importlib.util.find_spec(HOOK):
        importlib.import_module(HOOK).run(active.release_id)
    settle()
    logs.adopt()
    logs.event("ready", release=active.release_id, wanted=active.wanted, reason=active.reason, backend=store.backend(),
               seconds=round(time.monotonic() - began, 2))
    return active


def import_modules() -> None:
    """Import every module below the packages, so that no visitor waits for it."""
    for package in PACKAGES:
        found = importlib.import_module(package)
        for module in pkgutil.walk_packages(found.__path__, f"{package}."):
            if not module.name.startswith(_SCRIPTS):
                importlib.import_module(module.name)


def settle() -> None:
    """Collect once, then put all that is left where the collector does not look again: libraries and the release stay for good."""
    gc.collect()
    gc.freeze()
