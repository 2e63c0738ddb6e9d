"""`/healthz`: the process answers. `/readyz`: it can serve figures, and what was checked to say so."""
import asyncio
import time
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from components.server.warm import Start
from data import catalog, store
from data.store import StoreError

#: seconds an answer is kept, and the longest wait for the database
KEPT, LIMIT = 2.0, 0.4
_NO_STORE = {"cache-control": "no-store"}


async def healthz(request: Request) -> JSONResponse:
    """Live: nothing is touched, so this stays green while the database is away."""
    return JSONResponse({"status": "ok", "checked": "the process answers; /readyz says whether it can serve"}, headers=_NO_STORE)


class Readiness:
    """`/readyz`: 200 with status ready or degraded, 503 with status unready. The body names each check and its result."""

    def __init__(self, start: Start):
        self._start = start
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="readyz")
        self._running: Future | None = None
        self._kept: tuple[float, dict] | None = None

    async def __call__(self, request: Request) -> JSONResponse:
        body = await self._body()
        return JSONResponse(body, 503 if body["status"] == "unready" else 200, headers=_NO_STORE)

    async def _body(self) -> dict:
        if self._kept and time.monotonic() < self._kept[0]:
            return self._kept[1]
        if self._running is None:
            self._running = self._threads.submit(self.report)
        try:
            body = await asyncio.wait_for(asyncio.shield(asyncio.wrap_future(self._running)), LIMIT)
            self._running = None
        except TimeoutError:
            body = _report(self._start, [_check("database", "failed", f"no answer within {LIMIT} seconds")])
        if self._start.state.ready:
            self._kept = (time.monotonic() + KEPT, body)
        return body

    def report(self) -> dict:
        """The body, checked now."""
        state = self._start.state
        if state.active is None:
            return _report(self._start, [_check("start", "failed", state.reason)])
        return _report(self._start, [_release(state.active), _database(state.active.release_id)])


def routes(start: Start) -> list[Route]:
    """The two routes."""
    return [Route("/healthz", healthz), Route("/readyz", Readiness(start).__call__)]


def _report(start: Start, checks: list[dict]) -> dict:
    worst = {check["status"] for check in checks}
    status = "unready" if "failed" in worst else "degraded" if "degraded" in worst else "ready"
    active = start.state.active
    return {"status": status, "release": active.release_id if active else None, "backend": store.backend(), "checks": checks,
            "checked_at": datetime.now(UTC).isoformat(timespec="seconds")}


def _check(name: str, status: str, detail) -> dict:
    return {"name": name, "status": status, "detail": detail}


def _release(active: store.Active) -> dict:
    if active.fallback:
        return _check("release", "degraded", f"{active.release_id} stands in for {active.wanted}. {active.reason}")
    files = len(catalog.package(active.release_id)["resources"])
    return _check("release", "ok", f"{files} data files had the size and SHA-256 of their package when they were loaded")


def _database(release_id: str) -> dict:
    try:
        return _check("database", "ok", {"answered": "SELECT 1", "layout": "as in the data dictionary", "rows": store.probe(release_id)})
    except StoreError as error:
        return _check("database", "failed", str(error))
    except Exception:
        return _check("database", "failed", "the database does not answer; the dashboard tries again by itself")
