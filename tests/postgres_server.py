"""A PostgreSQL server of the tests' own: made in a temporary folder, reached by a socket there, ended by its own id."""
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Postgres:
    """A running server. `folder` holds its socket and data, `port` only names the socket."""

    folder: Path
    port: int = 5432

    def url(self, user: str = "postgres", password: str = "") -> str:
        """A DATABASE_URL for one role."""
        return f"postgresql://{user}{':' + password if password else ''}@/postgres?host={self.folder}&port={self.port}"

    def control(self, *arguments: str) -> None:
        """Run pg_ctl on this server: start, stop, restart."""
        command = [binary("pg_ctl"), "-D", f"{self.folder}/data", "-w", "-t", "20", "-l", f"{self.folder}/log", *arguments]
        subprocess.run([*_as_owner(), *command], check=True, capture_output=True, cwd=self.folder)

    def start(self) -> None:
        """Start it; it listens on its socket only."""
        quick = f"-c listen_addresses='' -c unix_socket_directories={self.folder} -c port={self.port} -c fsync=off -c max_connections=40"
        self.control("-o", quick, "start")

    def stop(self) -> None:
        """Stop it at once."""
        self.control("-m", "immediate", "stop")

    def pid(self) -> int:
        """The process id of the server."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])


def binary(name: str) -> str | None:
    """Path of one of PostgreSQL's programs, None where it is not installed; Debian keeps them out of the search path."""
    versions = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(versions[-1]) if versions else shutil.which(name)


def _as_owner() -> list[str]:
    return ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []


@contextmanager
def running() -> Iterator[Postgres]:
    """A fresh server for as long as the block lasts."""
    folder = Path(tempfile.mkdtemp(prefix="rs-pg-"))
    if os.getuid() == 0:
        shutil.chown(folder, "postgres")
    server = Postgres(folder)
    make = [binary("initdb"), "-D", f"{folder}/data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]
    subprocess.run([*_as_owner(), *make], check=True, capture_output=True, cwd=folder)
    try:
        server.start()
        yield server
    finally:
        _stop_quietly(server)
        shutil.rmtree(folder, ignore_errors=True)


def _stop_quietly(server: Postgres) -> None:
    if not (server.folder / "data" / "postmaster.pid").exists():
        return
    pid = server.pid()
    try:
        os.kill(pid, signal.SIGCONT)  # a test that failed may have left it stopped
        server.stop()
    except (ProcessLookupError, subprocess.CalledProcessError):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
