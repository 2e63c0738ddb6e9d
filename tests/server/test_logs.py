"""The log is one JSON object a line, whatever is in it."""
import json
import logging

import pytest

from components.server import logs


def _line(message="x", error=None, **extra):
    record = logging.LogRecord("rolescope", logging.ERROR, "file.py", 1, message, (), (type(error), error, None) if error else None)
    record.__dict__.update(extra)
    return logs.JsonLines().format(record)


def test_a_line_has_utc_time_level_event_and_what_was_given():
    line = json.loads(_line(event="ready", about={"release": "2026.11", "seconds": 1.5}))
    assert line["time"].endswith("+00:00")
    assert (line["level"], line["event"], line["release"], line["seconds"]) == ("error", "ready", "2026.11", 1.5)


def test_line_ends_in_data_can_not_start_a_line_of_their_own():
    text = _line('good\r\n{"event": "forged"}\u2028x')
    assert len(text.splitlines()) == 1
    assert json.loads(text)["message"].startswith("good\r\n")


@pytest.mark.parametrize("text", [
    "cannot reach postgresql://app:hush-hush@db/pay",
    "password=hush-hush rejected",
    "{'password': 'x'} token: hush-hush",
    "secret='hush-hush'",
])
def test_passwords_are_masked(text):
    assert "hush-hush" not in _line(text)
    assert "hush-hush" not in _line("x", error=ValueError(text))


@pytest.mark.parametrize("spelling", ["p%40ss-word", "p@ss-word"])
def test_the_password_of_the_database_is_masked_wherever_it_stands(monkeypatch, spelling):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app:p%40ss-word@db/pay")
    assert spelling not in _line(f"the driver said {spelling}")


def test_what_can_not_be_written_as_json_is_written_as_text():
    assert json.loads(_line(event="x", about={"path": object}))["path"] == "<class 'object'>"


def test_lines_of_the_framework_come_out_as_json_too(capsys):
    odd = logging.getLogger("streamlit.some_module_of_tomorrow")
    odd.addHandler(logging.StreamHandler())
    odd.propagate = False
    before = logging.getLogger().handlers
    try:
        logs.configure()
        odd.warning("careful")
    finally:
        logging.getLogger().handlers = before
    out, err = capsys.readouterr()
    assert json.loads(out)["message"] == "careful"
    assert err == ""
