"""Security headers on every path, and requests that fail."""
import base64
import hashlib
import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from components.server import headers
from tests import serving
from tests.server.shell import SCRIPT

PATHS = ("/", "/pay", "/healthz", "/readyz", "/_stcore/health", "/_stcore/host-config", "/nothing-here", "/media/none.csv",
         "/component/none/index.html", "/static/none.js", "/_stcore/metrics", "/.streamlit/secrets.toml", "/favicon.png",
         "/pay?role=%00%ff", "/a/b/c")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with serving.running(serving.launcher(tmp_path_factory.mktemp("app"), SCRIPT)) as started:
        started.wait()
        yield started


@pytest.mark.server
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_the_headers_once(server, path):
    answer = server.get(path)
    for name, value in headers.security():
        assert answer.headers.get_list(name.decode()) == [value.decode()], name
    assert "server" not in answer.headers


@pytest.mark.server
def test_the_policy_allows_exactly_the_inline_scripts_of_the_page_served(server):
    page = server.get("/")
    inline = re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL)
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline}
    allowed = re.search(r"script-src ([^;]*)", page.headers["content-security-policy"]).group(1).split()
    assert inline
    assert set(allowed) - {"'unsafe-eval'"} == {"'self'"} | hashes


@pytest.mark.server
def test_an_unknown_path_is_the_page_itself_so_only_the_body_tells_a_probe_that_a_route_is_real(server):
    unknown = server.get("/healthz-that-nobody-wrote")
    assert unknown.status_code == 200
    assert unknown.headers["content-type"].startswith("text/html")
    assert server.get("/healthz").headers["content-type"] == "application/json"


@pytest.mark.server
def test_no_foreign_frame_may_send_messages_to_the_page(server):
    assert server.get("/_stcore/host-config").json()["allowedOrigins"] == []


@pytest.mark.server
def test_every_line_of_the_log_is_one_json_object_without_a_visitors_address(server):
    for path in ("/", "/%0d%0a{\"event\":\"forged\"}"):
        server.get(path)
    lines = server.lines()
    assert {"listening", "ready"} <= {line["event"] for line in lines}
    assert all({"time", "level", "event"} <= set(line) for line in lines)
    assert not [line for line in lines if line["event"] != "listening" and "127.0.0.1" in str(line)]
    assert not [line for line in lines if line["event"] == "forged"]


def _broken(request):
    raise KeyError("hidden-word")


def test_a_request_that_fails_is_a_plain_500_with_the_headers_and_an_incident_that_the_log_has(caplog):
    app = Starlette(routes=[Route("/broken", _broken)], middleware=[Middleware(headers.Guard)])
    answer = TestClient(app, raise_server_exceptions=False).get("/broken")
    assert answer.status_code == 500
    assert answer.headers["x-content-type-options"] == "nosniff"
    incident = re.fullmatch(r"This request could not be answered. Incident (\w{8})\.\n", answer.text).group(1)
    (record,) = [record for record in caplog.records if record.name == "rolescope"]
    assert (record.about["incident"], record.about["path"]) == (incident, "/broken")


def test_a_frame_is_allowed_only_for_named_origins(monkeypatch):
    assert "frame-ancestors 'none'" in headers.policy()
    monkeypatch.setenv("ROLESCOPE_FRAMED_BY", "https://wiki.example")
    assert b"frame-ancestors https://wiki.example;" in dict(headers.security())[b"content-security-policy"]


def test_a_header_of_a_route_gives_way_to_ours():
    async def page(request):
        return PlainTextResponse("ok", headers={"Referrer-Policy": "unsafe-url"})

    app = Starlette(routes=[Route("/", page)], middleware=[Middleware(headers.Guard)])
    assert TestClient(app).get("/").headers.get_list("referrer-policy") == ["strict-origin-when-cross-origin"]


def test_the_policy_never_allows_inline_scripts_and_a_strict_one_no_eval_either(monkeypatch):
    scripts = re.search(r"script-src ([^;]*)", headers.policy()).group(1)
    assert "unsafe-inline" not in scripts and "*" not in headers.policy()
    monkeypatch.setenv("ROLESCOPE_CSP", "strict")
    assert b"unsafe-eval" not in dict(headers.security())[b"content-security-policy"]
