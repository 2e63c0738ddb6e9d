"""The log: one JSON object a line on standard output, in UTC, with no password and no forged line."""
import json
import logging
import os
import re
import sys
import traceback
from datetime import UTC, datetime
from urllib.parse import unquote, urlsplit

_LOG = logging.getLogger("rolescope")
#: loggers that other packages give handlers of their own; lines that are not JSON would come from them
_ADOPTED = ("streamlit", "uvicorn", "websockets", "asyncio", "starlette")
_CREDENTIALS = re.compile(r"(\w[\w+.-]*://[^:/\s@]*):[^@\s]+@")
_PASSWORD = re.compile(r"(?i)\b(password|passwd|secret|token)(\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|[^\s,;&)]+)")


class JsonLines(logging.Formatter):
    """A log record as one line of JSON. JSON escapes line ends, so text inside a record cannot start a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record: time, level, event, and whatever was given with it."""
        line = {"time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
                "level": record.levelname.lower(), "event": getattr(record, "event", record.name), **getattr(record, "about", {})}
        if not hasattr(record, "event"):
            line["message"] = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            line["trace"] = "".join(traceback.format_exception(record.exc_info[1]))
        return json.dumps({key: mask(value) if isinstance(value, str) else value for key, value in line.items()}, default=str)


def configure() -> None:
    """Send everything that is logged to standard output as JSON lines. Safe to call again."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    _LOG.setLevel(logging.INFO)
    adopt()


def adopt() -> None:
    """Take the handlers off loggers of the framework, which sets them up one by one as its modules load."""
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if isinstance(logger, logging.Logger) and name.split(".")[0] in _ADOPTED and logger.handlers:
            logger.handlers = []
            logger.propagate = True
            if name.startswith("uvicorn"):  # its lines about requests hold the visitor's address
                logger.setLevel(logging.WARNING)


def event(name: str, level: int = logging.INFO, error: BaseException | None = None, **about) -> None:
    """Log one event with what is known about it; `error` adds its trace."""
    _LOG.log(level, name, extra={"event": name, "about": about}, exc_info=error)


def mask(text: str) -> str:
    """The text without the password of an address, of `password=...`, or of DATABASE_URL."""
    hidden = _PASSWORD.sub(r"\1\2***", _CREDENTIALS.sub(r"\1:***@", text))
    password = urlsplit(os.environ.get("DATABASE_URL", "")).password
    for spelling in filter(None, {password, unquote(password or "")}):
        hidden = hidden.replace(spelling, "***") if len(spelling) > 3 else hidden
    return hidden
