"""From the start of the process to its end: warm-up beside the event loop, then tidy memory, then a clean stop."""
import asyncio
from contextlib import asynccontextmanager

from components.server import logs, memory
from components.server.warm import Start


def lifespan(start: Start):
    """The lifespan of the app. It hands control to the server at once, so that `/healthz` answers while the release is loaded."""

    @asynccontextmanager
    async def run(app):
        logs.configure()
        tasks = [asyncio.create_task(asyncio.to_thread(start.run)), asyncio.create_task(memory.keep_tidy())]
        try:
            yield {"start": start}
        finally:
            start.stop()
            for task in tasks:
                task.cancel()
            logs.event("stopped")

    return run
