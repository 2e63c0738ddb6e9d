"""Garbage collection in quiet moments, in place of Streamlit's full collection after every run."""
import asyncio
import gc
import time

from components.server import logs

#: seconds between looks, the longest time without a collection, and the share of one core that still counts as quiet
EVERY, AT_MOST, QUIET = 5.0, 30.0, 0.05
_LOOK = 0.05


async def keep_tidy() -> None:
    """Collect every `EVERY` seconds if the process is quiet then, and after `AT_MOST` seconds in any case. Runs until cancelled."""
    last = time.monotonic()
    while True:
        await asyncio.sleep(EVERY)
        if await _quiet() or time.monotonic() - last >= AT_MOST:
            gc.collect()
            logs.adopt()
            last = time.monotonic()


async def _quiet() -> bool:
    before = time.process_time()
    await asyncio.sleep(_LOOK)
    return time.process_time() - before < QUIET * _LOOK
