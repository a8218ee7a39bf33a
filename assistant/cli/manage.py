"""The commands of the one who looks after an installation: check, index, serve, evaluate."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.output import Problem, colour, columns, tell, write
from assistant.cli.words import language

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.option("--json", "as_json", is_flag=True)
def check(as_json: bool) -> None:
    """Says what was found in the documents."""
    from assistant.render import findings
    from assistant.settings import load
    from index.store import Index

    with Index.open(load().index) as index:
        documents = index.documents()
        found = {document.id: index.findings(document.id) for document in documents}
    if as_json:
        import json

        objects = [findings.to_object(one, language()) for some in found.values() for one in some]
        write(json.dumps(objects, ensure_ascii=False, indent=2) + "\n")
        return
    shown = [(document.title, found[document.id]) for document in documents]
    write(findings.render(shown, language(), columns=columns(), colour=colour()))


@click.command("index")
@click.option("--force", is_flag=True)
@click.option("--quiet", is_flag=True)
@click.option("--watch", is_flag=True)
def index_command(force: bool, quiet: bool, watch: bool) -> None:
    """Builds the index."""
    from assistant.cli import index as cli_index
    from assistant.settings import load

    settings = load()
    if force or not watch:
        cli_index.run(settings, force=force, quiet=quiet)
    if watch:
        cli_index.watch(settings, quiet=quiet)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True)
def serve(host: str, port: int, threads: int) -> None:
    """Serves over HTTP."""
    from assistant.settings import load
    from index.store import Index

    settings = load()
    # A server without an index answers nothing; better to say so before it starts.
    Index.open(settings.index).close()
    from web import create_app
    from web.serve import ServeError
    from web.serve import serve as serve_app

    def ready(url: str) -> None:
        tell("serve.ready", url=url)
        sites = settings.server.frame_ancestors
        tell("serve.frames_allowed" if sites else "serve.frames", sites=", ".join(sites))

    try:
        serve_app(create_app(settings), host, port, threads, ready=ready)
    except ServeError as error:
        raise Problem(error.message) from error
    except KeyboardInterrupt:
        click.echo(err=True)


@click.command()
@click.argument("questions", type=_FILE)
@click.option("--compare", type=_FILE, metavar="RUN.json")
@click.option("--save", type=_FILE, metavar="RUN.json")
@click.option("--source", type=_FILE, metavar="SOURCE.txt")
@click.pass_context
def evaluate(
    context: click.Context, questions: Path, compare: Path | None, save: Path | None, source: Path | None
) -> None:
    """Scores answers."""
    from assistant.cli.evaluate import run
    from assistant.settings import load

    context.exit(run(load(), questions, compare=compare, save=save, source=source))
