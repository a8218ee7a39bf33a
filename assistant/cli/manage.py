"""The commands of the one who looks after an installation: check, index, evaluate."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli.output import colour, columns, data_options, write
from assistant.cli.words import language

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@data_options
def check(form: str) -> None:
    """Says what was found in the documents, and which of their files the index is behind."""
    from assistant.cli.differences import tell_differences
    from assistant.render import findings
    from assistant.settings import load
    from index.store import Index

    settings = load()
    with Index.open(settings.index) as index:
        documents = index.documents()
        found = {document.id: index.findings(document.id) for document in documents}
        tell_differences(settings, index)
    if form == "json":
        from assistant.render.json import written

        objects = [findings.to_object(one, language()) for some in found.values() for one in some]
        write(written(objects))
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
@click.argument("questions", type=_FILE)
@click.option("--compare", type=_FILE, metavar="RUN.json")
@click.option("--save", type=_FILE, metavar="RUN.json")
@click.option("--source", type=_FILE, metavar="SOURCE.txt")
@data_options
@click.pass_context
def evaluate(
    context: click.Context,
    questions: Path,
    compare: Path | None,
    save: Path | None,
    source: Path | None,
    form: str,
) -> None:
    """Scores answers."""
    from assistant.cli.evaluate import run
    from assistant.settings import load

    context.exit(run(load(), questions, form, compare=compare, save=save, source=source))
