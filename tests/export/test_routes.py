"""Downloads by address: what is refused and why, file names, and that nothing outside a release is ever served."""
import hashlib
import re

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from components.export.routes import release_files, routes
from components.figures import registry
from data import catalog

NAME = re.compile(r'attachment; filename="([A-Za-z0-9._-]{1,120})"')


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=routes), follow_redirects=False)


@pytest.mark.parametrize("file", ["pay_latter.csv", "pay_ladder.xlsx", "pay_ladder", "pay_ladder.", ".csv", "pay_ladder.CSV", "pay_ladder.all", "pay_ladder.csv.csv"])
def test_an_unknown_figure_or_kind_is_not_found_and_the_answer_lists_the_known(client, file):
    answer = client.get(f"/api/figure/{file}")
    assert answer.status_code == 404
    assert "pay_ladder" in answer.text and "all.csv" in answer.text


@pytest.mark.parametrize("query, reason", [
    ("geo=ZZ", "geo: “ZZ” is not a known value"), ("yr=never", "yr: “never” is not a year"), ("roles=ai,chef", "roles: “chef”"),
    ("nonsense=1", "nonsense: no such parameter"), ("src=all", "src: "), ("offer=1e999", "offer: "), ("offer=-5", "offer: "),
    ("v=1999.01", "v: "), ("v=../../etc", "v: "), ("geo=US&geo=GB", "geo: "), ("cur=%00", "cur: "), ("yr=2025-2024", "yr: "),
])
def test_a_bad_parameter_is_refused_with_its_reason(client, query, reason):
    for kind in ("csv", "all.csv", "svg", "png"):
        answer = client.get(f"/api/figure/pay_ladder.{kind}?{query}")
        assert answer.status_code == 400
        assert reason in answer.text and "Traceback" not in answer.text


def test_too_long_an_address_is_refused(client):
    assert client.get("/api/figure/pay_ladder.csv?q=" + "a" * 5_000).status_code == 414


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(client, method):
    assert getattr(client, method)("/api/figure/pay_ladder.csv").status_code == 405
    assert getattr(client, method)(f"/api/release/{catalog.latest()}/sources.csv").status_code == 405


@pytest.mark.parametrize("query", ["src=official", "src=filings&geo=GB&roles=ai", "src=survey&yr=2020-2021", "geo=TD", "v=2025.01&real=2025", "src=adverts&yr=2026"])
@pytest.mark.parametrize("kind", ["csv", "all.csv", "svg", "png"])
def test_an_empty_or_unanswered_selection_is_no_server_error(client, query, kind):
    for name in registry.FIGURES if kind != "all.csv" else ("pay_ladder",):
        answer = client.get(f"/api/figure/{name}.{kind}?{query}")
        assert answer.status_code in (200, 404)
        assert answer.status_code == 200 or len(answer.text) > 20


def test_a_picture_of_a_figure_without_a_chart_is_answered_with_its_words(client):
    answer = client.get("/api/figure/pay_width.svg?src=survey")
    assert answer.status_code == 404 and "adverts only" in answer.text


def test_official_statistics_have_no_cells_to_download(client):
    answer = client.get("/api/figure/pay_ladder.all.csv?src=official")
    assert answer.status_code == 404 and "percentiles" in answer.text


@pytest.mark.parametrize("kind, media", [("csv", "text/csv"), ("all.csv", "text/csv"), ("png", "image/png"), ("svg", "image/svg+xml")])
@pytest.mark.parametrize("query", ["", "geo=GB&v=2025.01&lvl=EN,MI,SE,EX&roles=ai,ml,ds,se&cur=PPP&real=2020&offer=99999999", "geo=US%0d%0aX-Evil:1"])
def test_a_file_is_named_in_plain_letters_with_its_release_and_filters(client, kind, media, query):
    answer = client.get(f"/api/figure/pay_ladder.{kind}?{query}")
    if "Evil" in query:
        assert answer.status_code == 400 and "x-evil" not in answer.headers
        return
    assert answer.status_code == 200 and answer.headers["content-type"].startswith(media)
    name = NAME.fullmatch(answer.headers["content-disposition"])[1]
    parts = ("2025.01", "-GB-") if "GB" in query else (catalog.latest(), "-US-", "2024-2025")
    assert all(part in name for part in (*parts, "pay_ladder", "adverts")) and name.endswith(f".{kind}")


def test_an_offer_in_the_address_is_marked_in_the_figure_and_kept_in_its_link(client):
    plain, marked = (client.get(f"/api/figure/pay_distribution.svg{query}").text for query in ("", "?offer=180000"))
    assert "An offer of $180,000" in marked and "An offer" not in plain
    assert "offer=180000" in client.get("/api/figure/pay_distribution.csv?offer=180000").text


@pytest.mark.parametrize("release", catalog.ids())
def test_every_file_of_a_release_is_served_with_the_bytes_its_package_lists(client, release):
    package = catalog.package(release)
    listed = {item["path"]: item for item in (*package["resources"], *package["rolescope"].get("documents", []))}
    assert set(release_files(release)) == {*listed, "datapackage.json"}
    for name in release_files(release):
        answer = client.get(f"/api/release/{release}/{name}")
        assert answer.status_code == 200
        assert answer.content == (catalog.folder(release) / name).read_bytes()
        assert f'filename="rolescope-{release}-{name}"' in answer.headers["content-disposition"]
        if name in listed:
            assert (len(answer.content), f"sha256:{hashlib.sha256(answer.content).hexdigest()}") == (listed[name]["bytes"], listed[name]["hash"])


@pytest.mark.parametrize("path", [
    "{v}/../../catalog.py", "{v}/..%2f..%2fcatalog.py", "{v}/%2e%2e/%2e%2e/catalog.py", "{v}/%2e%2e%2f%2e%2e%2fcatalog.py", "{v}/..%5c..%5ccatalog.py",
    "{v}/....//catalog.py", "{v}/%252e%252e%252fcatalog.py", "{v}//etc/passwd", "{v}/%2fetc%2fpasswd", "{v}/", "{v}", "{v}/.", "{v}/..",
    "../catalog.py", "..%2f/catalog.py", "%2e%2e/catalog.py", "../releases/{v}/sources.csv", "1999.01/sources.csv", "./sources.csv", "%2e/sources.csv",
    "{v}/sources.csv%00", "{v}/sources.csv%00.txt", "{v}/sources.csv/", "{v}/SOURCES.CSV", "{v}/sources.csv%20", "{v}/.hidden", "{v}%00/sources.csv",
    "{v}/C:%5cWindows%5cwin.ini", "{v}/file:%2f%2f%2fetc%2fpasswd", "{v}/" + "a" * 3_000, "{v}/pay_counts_survey.LICENCE.txt/../../../catalog.py"])
def test_nothing_outside_a_release_is_served(client, path):
    answer = client.get("/api/release/" + path.format(v=catalog.latest()))
    ours = {(catalog.folder(release) / name).read_bytes() for release in catalog.ids() for name in release_files(release)}
    assert answer.status_code in (404, 307, 405) or answer.content in ours
    assert b"root:" not in answer.content and b"def " not in answer.content


def test_a_file_in_the_folder_that_the_package_does_not_list_is_not_served(client, own_store):
    from tests import releases

    folder = releases.write(own_store, "2030.01")
    (folder / "notes.txt").write_text("not for readers", encoding="utf-8")
    assert client.get("/api/release/2030.01/notes.txt").status_code == 404
    assert client.get("/api/release/2030.01/sources.csv").status_code == 200
    assert client.get(f"/api/release/{'2026.11'}/sources.csv").status_code == 404
