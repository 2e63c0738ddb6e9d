"""The data's command line: `python -m data build | check | load`. Exit 0 done, 1 faults found, 2 cannot be done."""
import argparse
import sys
from pathlib import Path

from data import catalog


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code; every failure is one message, never a traceback."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        return _fail("stopped; nothing was changed")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description="Build, check and load data releases.")
    commands = parser.add_subparsers(required=True, metavar="command")
    build = commands.add_parser("build", help="make a release from publishers' files")
    build.add_argument("--sources", type=Path, required=True, help="folder of publishers' files")
    build.add_argument("--release", required=True, help="release id, declared in data/curated/releases.csv")
    build.add_argument("--out", type=Path, default=catalog.RELEASES, help="folder of releases (data/releases)")
    build.add_argument("--replace", action="store_true", help="let another content take the place of this id")
    build.set_defaults(run=_build)
    check = commands.add_parser("check", help="check a release, or all of them")
    check.add_argument("release", nargs="?", help="release id (default: every release)")
    check.add_argument("--root", type=Path, default=catalog.RELEASES, help="folder of releases (data/releases)")
    check.set_defaults(run=_check)
    load = commands.add_parser("load", help="put a release into the database of DATABASE_URL, or the SQLite cache")
    load.add_argument("release", nargs="?", help="release id (default: the latest)")
    load.set_defaults(run=_load)
    return parser


def _build(options) -> int:
    from data import build
    from data.intake.report import IntakeError

    try:
        report = build.build(options.sources, options.release, options.out, options.replace)
    except (IntakeError, OSError) as error:
        return _fail(str(error))
    print(report.text())
    print(f"release {options.release} stands in {options.out / options.release}")
    return 0


def _check(options) -> int:
    from data import check

    every = sorted(path.name for path in options.root.glob("[!.]*") if path.is_dir())
    ids = [options.release] if options.release else every
    missing = [name for name in ids if not (options.root / name).is_dir()]
    if missing or not ids:
        return _fail(f"{options.root / (missing or [''])[0]}: no such release; "
                     "give a folder of releases with --root and the id of one in it")
    faults = 0
    for name in ids:
        found = check.run(options.root / name)
        fatal = sum(finding.fatal for finding in found)
        faults += fatal
        print("\n".join([*map(str, found), f"release {name}: {fatal} faults, {len(found) - fatal} notes"]))
    return 1 if faults else 0


def _load(options) -> int:
    from data import store

    try:
        release = options.release or catalog.latest()
        engine = store.load(release)
    except (catalog.ReleaseError, store.StoreError) as error:
        return _fail(str(error))
    print(f"release {release} is ready in {engine.url.render_as_string(hide_password=True)}")
    return 0


def _fail(message: str) -> int:
    print(message, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
