"""From the start of the process to its end: warm-up beside the event loop, then tidy memory, then a clean stop."""
import asyncio
import logging
from contextlib import asynccontextmanager

from streamlit import config

from components.server import logs, memory
from components.server.warm import Start


def lifespan(start: Start):
    """The lifespan of the app. It hands control to the server at once, so that `/healthz` answers while the release is loaded."""

    @asynccontextmanager
    async def run(app):
        logs.configure()
        _check_settings()
        tasks = [asyncio.create_task(asyncio.to_thread(start.run)), asyncio.create_task(memory.keep_tidy())]
        try:
            yield {"start": start}
        finally:
            start.stop()
            for task in tasks:
                task.cancel()
            logs.event("stopped")

    return run


def _check_settings() -> None:
    """Say so where the settings file was not found: Streamlit looks for it in the folder the process was started in."""
    if config.get_option("client.showErrorDetails") != "none":
        logs.event("settings_not_found", logging.WARNING, advice="Start the server in the folder that holds app.py and .streamlit/config.toml")
