"""Starting and stopping: three ways to start, a taken port, a signal while people are connected."""
import asyncio
import os
import signal
import socket
import subprocess
import sys
import time

import pytest
import websockets

from components.server import serve
from tests import serving
from tests.server.shell import SCRIPT

pytestmark = pytest.mark.server
UVICORN = (sys.executable, "-m", "uvicorn", "app:app", "--port", "{port}")
STREAMLIT = (sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", "{port}")


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return serving.launcher(tmp_path_factory.mktemp("app"), SCRIPT)


@pytest.mark.parametrize("command", [(), UVICORN, STREAMLIT], ids=["python app.py", "uvicorn", "streamlit run"])
def test_the_dashboard_starts_in_each_way_and_ends_within_five_seconds(command):
    with serving.running(command=command) as server:
        assert server.wait().json()["status"] == "ready"
        assert server.get("/").headers["content-security-policy"]
        assert server.stop() < 5


def test_a_taken_port_is_a_plain_sentence_and_exit_code_1(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = subprocess.run([sys.executable, "app.py"], cwd=serving.ROOT, capture_output=True, text=True, timeout=60,
                               env=serving.environment(tmp_path, PORT=str(port)))
    assert ended.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port} (Address already in use)" in ended.stderr
    assert f"make run PORT={port + 1}" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1"])
def test_a_port_that_is_none_is_refused_by_name(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit, match=f"PORT is '{port}'"):
        serve._port()


def test_small_messages_leave_at_once():
    # asyncio turns Nagle's algorithm off only on sockets made with this protocol number
    with serve._listen("127.0.0.1", serving.free_port()) as listening:
        assert listening.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_within_five_seconds_while_three_are_connected_and_one_run_is_busy(app, how):
    with serving.running(app) as server:
        server.wait()
        codes = asyncio.run(_end_with_visitors(server, how))
        assert codes == [1012] * 3
        assert server.lines()[-1]["event"] in ("stopped", "uvicorn.error")
        assert "stopped" in [line["event"] for line in server.lines()]
        (folder,) = {server.log.parent}
        assert not list(folder.glob("**/*building*"))


async def _end_with_visitors(server, how):
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    connections = [await websockets.connect(address, subprotocols=["streamlit"]) for _ in range(3)]
    await connections[0].send(_rerun("fault=slow"))
    await asyncio.sleep(1)
    os.kill(server.process.pid, how)
    began = time.monotonic()
    await asyncio.gather(*(_drained(connection) for connection in connections))
    await asyncio.to_thread(server.process.wait, 10)
    assert time.monotonic() - began < 5
    return [connection.close_code for connection in connections]


def _rerun(query):
    from streamlit.proto.BackMsg_pb2 import BackMsg

    message = BackMsg()
    message.rerun_script.query_string = query
    return message.SerializeToString()


async def _drained(connection):
    try:
        async for _ in connection:
            pass
    except websockets.ConnectionClosed:
        pass


def test_a_start_outside_the_repository_says_that_its_settings_were_not_found(tmp_path):
    command = (sys.executable, "-m", "uvicorn", "--app-dir", str(serving.ROOT), "app:app", "--port", "{port}")
    with serving.running(command=command, folder=tmp_path) as server:
        server.wait()
        assert "settings_not_found" in {line["event"] for line in server.lines()}
