"""Everything around the page script, as the arguments of `st.App`."""
from importlib import import_module
from importlib.util import find_spec

from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from components import errors
from components.server import headers, health, lifespan, logs, warm

#: modules that add routes of their own, each in a list named `routes`
ROUTES = ("components.export.routes",)


def around() -> dict:
    """Keyword arguments for `st.App`: routes, middleware, lifespan and the hook for script errors."""
    logs.configure()
    start = warm.Start()
    return {"routes": [*health.routes(start), *_added()], "middleware": [Middleware(headers.Guard)],
            "lifespan": lifespan.lifespan(start), "on_script_error": errors.on_script_error}


def _added() -> list[BaseRoute]:
    return [route for name in ROUTES if find_spec(name) for route in import_module(name).routes]
