"""Downloads by address: the whole state is in the query string, so every process can answer and a link keeps working."""
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from components.export import pictures, tables
from components.figures import registry
from components.url_state import read_local
from data import catalog
from queries.filters import Filters

_KINDS: dict[str, tuple[str, Callable]] = {
    "csv": ("text/csv; charset=utf-8", tables.shown), "all.csv": ("text/csv; charset=utf-8", tables.every),
    "png": ("image/png", pictures.png), "svg": ("image/svg+xml", pictures.svg),
}
_LONGEST = 4000


async def figure_file(request: Request) -> Response:
    """One figure as a file. 404 for an unknown figure or kind, 400 with the reason for a bad parameter."""
    name, _, kind = request.path_params["file"].partition(".")
    if name not in registry.FIGURES or kind not in _KINDS:
        return PlainTextResponse(f"No such file. Figures: {', '.join(registry.FIGURES)}; kinds: {', '.join(_KINDS)}.", 404)
    if len(request.url.query) > _LONGEST:
        return PlainTextResponse("The address is too long; use the download links of a page.", 414)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    filters, notices = Filters.from_query(query)
    local, local_notices = read_local(query)
    if notices or local_notices:
        return PlainTextResponse("\n".join(map(str, (*notices, *local_notices))), 400)
    return await run_in_threadpool(_answer, name, kind, filters, local, str(request.url))


def _answer(name: str, kind: str, filters: Filters, local: dict[str, str], address: str) -> Response:
    media, make = _KINDS[kind]
    figure = registry.figure(name, filters, registry.local(local))
    if kind in ("png", "svg") and not figure.charts:
        return PlainTextResponse(f"{figure.title}. {figure.sentence}", 404)
    if kind == "all.csv" and not registry.rows_of_all(filters):
        return PlainTextResponse("Government statistics come as percentiles, with no cells behind them; take the figure's own CSV.", 404)
    body = make(figure, filters, _page_link(address, filters, local))
    file = f"rolescope-{filters.v}-{name}-{filters.src}-{filters.geo}-{filters.yr[0]}-{filters.yr[1]}.{kind}"
    return Response(body, media_type=media, headers={"content-disposition": f'attachment; filename="{file}"'})


def _page_link(address: str, filters: Filters, local: dict[str, str]) -> str:
    """The page that shows the figure, with every parameter."""
    from components.share import query_text

    return f"{address.split('/api/')[0]}/pay?{query_text(filters, local)}"


async def release_file(request: Request) -> Response:
    """One file of a release, as the package lists it. 404 for anything else."""
    release, file = request.path_params["release"], request.path_params["file"]
    if release not in catalog.ids() or file not in release_files(release):
        return PlainTextResponse("No such file in this release; the Data and methods page lists them.", 404)
    return FileResponse(catalog.folder(release) / file, filename=f"rolescope-{release}-{file}")


def release_files(release: str) -> list[str]:
    """Names of the files of one release: its tables, its documents and the package that describes them."""
    package = catalog.package(release)
    documents = [document["path"] for document in package["rolescope"].get("documents", [])]
    return [*(resource["path"] for resource in package["resources"]), *documents, catalog.PACKAGE]


routes = [
    Route("/api/figure/{file}", figure_file, methods=["GET"]),
    Route("/api/release/{release}/{file}", release_file, methods=["GET"]),
]
