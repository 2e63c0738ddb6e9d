"""Serving the app from one process with the settings that make a rerun cheap."""
import logging
import os
import socket
import sys

import uvicorn
from streamlit import config

from components.server import logs


def serve(app) -> None:
    """Serve until a signal ends it. Exits with 1 and a plain sentence where the port is taken.

    Address and port are Streamlit's own settings (STREAMLIT_SERVER_ADDRESS, STREAMLIT_SERVER_PORT); PORT is understood too.
    """
    host, port = config.get_option("server.address") or "127.0.0.1", _port()
    logs.configure()
    listening = _listen(host, port)
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0") else host
    print(f"Rolescope: http://{shown}:{port}", file=sys.stderr, flush=True)
    logs.event("listening", host=host, port=port)
    uvicorn.Server(_settings(app)).run(sockets=[listening])


def _settings(app) -> uvicorn.Config:
    # compressing small messages costs more time than the loopback or a proxy on the same machine saves
    return uvicorn.Config(app, log_config=None, access_log=False, server_header=False, ws="websockets-sansio",
                          ws_per_message_deflate=False, ws_max_size=config.get_option("server.maxMessageSize") * 1024 * 1024,
                          timeout_graceful_shutdown=3)


def _port() -> int:
    given = os.environ.get("PORT") or config.get_option("server.port")
    if not str(given).isdecimal() or not 0 < int(given) < 65536:
        _leave(f"PORT is {given!r}. Give a number from 1 to 65535.")
    return int(given)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's delay off only for sockets that say they are TCP
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(2048)
    except OSError as error:
        _leave(f"Cannot listen on {host}:{port} ({error.strerror}). "
               f"Stop the program that uses this port, or choose another one: make run PORT={port + 1}")
    return listening


def _leave(sentence: str) -> None:
    logs.event("cannot_start", logging.ERROR, reason=sentence)
    sys.exit(sentence)
