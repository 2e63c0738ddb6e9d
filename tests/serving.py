"""The dashboard as a process of its own, on a free port, ended by its own id."""
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
#: an app around a page script of the test's own: the same server parts as the real one
LAUNCHER = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
from components.server.assemble import around
from components.server.serve import serve
app = st.App({script!r}, **around())
if __name__ == "__main__":
    serve(app)
"""


@dataclass
class Running:
    """A server process: `url` without a slash at the end."""

    url: str
    process: subprocess.Popen
    log: Path

    def lines(self) -> list[dict]:
        """Everything logged so far. Fails on a line that is not one JSON object."""
        return [json.loads(line) for line in self.log.read_text(encoding="utf-8").splitlines()]

    def get(self, path: str, **options) -> httpx.Response:
        """GET a path of this server."""
        return httpx.get(self.url + path, timeout=10, **options)

    def wait(self, path: str = "/readyz", status: int = 200, seconds: float = 60) -> httpx.Response:
        """Ask until the answer has this status. Fails with the last answer and the log where it never does."""
        until, last = time.monotonic() + seconds, None
        while time.monotonic() < until and self.process.poll() is None:
            try:
                last = self.get(path)
                if last.status_code == status:
                    return last
            except httpx.TransportError as error:
                last = error
            time.sleep(0.1)
        text = last.text if isinstance(last, httpx.Response) else last
        raise AssertionError(f"{path} never answered {status}; last: {text}\n{self.log.read_text(encoding='utf-8')[-3000:]}")

    def stop(self, seconds: float = 10) -> float:
        """End it as a service manager would, and say how many seconds that took."""
        began = time.monotonic()
        self.process.terminate()
        self.process.wait(seconds)
        return time.monotonic() - began


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(folder: Path, **extra: str) -> dict[str, str]:
    """This process's environment with a cache of its own and without the settings a developer may have."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ROLESCOPE_", "STREAMLIT_", "DATABASE_URL", "PORT"))}
    return kept | {"ROLESCOPE_CACHE": str(folder / "cache"), **extra}


def launcher(folder: Path, script: str) -> Path:
    """An app file around the given page script."""
    (folder / "shell").mkdir(exist_ok=True)
    page, app = folder / "shell" / "main.py", folder / "app.py"
    page.write_text(script, encoding="utf-8")
    app.write_text(LAUNCHER.format(root=str(ROOT), script=str(page)), encoding="utf-8")
    return app


@contextmanager
def running(app: Path = ROOT / "app.py", command: tuple[str, ...] = (), folder: Path = ROOT, **extra: str) -> Iterator[Running]:
    """A server of `app`, started with `command` (python and the file by default) in `folder`."""
    with tempfile.TemporaryDirectory(prefix="rs-server-") as name:
        own, port = Path(name), free_port()
        arguments = [part.format(port=port) for part in command] or [sys.executable, str(app)]
        with open(own / "log", "wb") as out, open(own / "errors", "wb") as errors:
            process = subprocess.Popen(arguments, cwd=folder, stdout=out, stderr=errors, stdin=subprocess.DEVNULL,
                                       env=environment(own, **{"PORT": str(port), **extra}))
        server = Running(f"http://127.0.0.1:{port}", process, own / "log")
        try:
            yield server
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(10)
