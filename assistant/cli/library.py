"""The commands over documents: add, remove, documents, diff.

`add` shows what it understood before it takes a document, and takes it when it is told to: by a person at the
terminal, or by --yes. Whatever can't be read or taken is one line, and changes nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli.output import (
    Output,
    Problem,
    colour,
    columns,
    format_options,
    named,
    put,
    show,
    tell,
    text,
    write,
)
from assistant.cli.values import offered
from assistant.cli.words import language, say
from corpus.frozen import dataclass
from corpus.text.expressions import expression

if TYPE_CHECKING:
    from assistant.model.answer import Answer
    from assistant.settings import Settings as Installation
    from corpus.document import Document
    from corpus.folder.reader import Reader
    from corpus.settings import Settings
    from index.build.reuse import Stamped
    from index.store import Index

_ID = expression(r"[\w.-]+")
_PATH = click.Path(path_type=Path)


def _id(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    """An id stands in addresses: words, hyphens, dots."""
    if value is not None and not _ID.fullmatch(value):
        raise click.BadParameter(say("add.id"))
    return value or ""


@dataclass(frozen=True, slots=True)
class _Wish:
    """How documents are to be added; `ids` are those of the documents that come with Keikaku."""

    yes: bool
    replace: bool
    stated: Settings
    save_roles: Path | None
    ids: frozenset[str]


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=_PATH)
@click.option("--yes", is_flag=True)
@click.option("--roles", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--save-roles", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--replace", "replacing", is_flag=True)
@click.option("--id", "id", callback=_id, metavar="ID")
@click.pass_context
def add(
    context: click.Context,
    files: tuple[Path, ...],
    yes: bool,
    roles: Path | None,
    save_roles: Path | None,
    replacing: bool,
    id: str,
) -> None:
    """Adds documents; leaves with 1 when one was not added."""
    from assistant.cli.index import run
    from assistant.settings import load
    from corpus.folder.reader import Reader
    from corpus.folder.sidecar import settings_in
    from corpus.settings import Settings

    installation = load()
    paths = _files(files)
    if len(paths) > 1 and (id or save_roles):
        raise click.UsageError(say("add.one_file"))
    stated = settings_in(roles) if roles else Settings()
    wish = _Wish(yes, replacing, replace(stated, id=id or stated.id), save_roles, _shipped_ids(installation))
    with Reader(installation.reading) as reader:
        taken = (_consider(installation, path, wish, reader) for path in paths)
        added = [one for one in taken if one is not None]
    if added:
        run(installation, force=False, quiet=False, read=added)
    context.exit(0 if len(added) == len(paths) else 1)


def _files(given: Sequence[Path]) -> list[Path]:
    """The files, and those in the folders, that are given."""
    from corpus.folder.shelf import files_in

    found = [path for one in given for path in (files_in(one) if one.is_dir() else (one,))]
    if not found:
        raise Problem(say("add.no_files"))
    return list(dict.fromkeys(found))


def _shipped_ids(installation: Installation) -> frozenset[str]:
    from corpus.folder.library import shipped
    from corpus.folder.shelf import id_of

    return frozenset(map(id_of, shipped())) if installation.shipped else frozenset()


def _consider(installation: Installation, path: Path, wish: _Wish, reader: Reader) -> Stamped | None:
    """Shows one file and adds it if that is wanted; None where it was not added, which is said."""
    from assistant.cli.problems import in_words
    from corpus.problems import ShelfProblem
    from corpus.unreadable import UnreadableFile

    try:
        return _add(installation, path, wish, reader)
    except (UnreadableFile, ShelfProblem) as error:
        tell("add.refused", file=named(path), problem=in_words(error))
        return None


def _add(installation: Installation, path: Path, wish: _Wish, reader: Reader) -> Stamped | None:
    from assistant.cli.writing import writing
    from corpus.folder.library import identifier
    from corpus.folder.shelf import put
    from corpus.folder.sidecar import merged, settings_beside
    from corpus.folder.stamp import stamp
    from index.build.reuse import Stamped

    settings = merged(wish.stated, settings_beside(path))
    settings = replace(settings, id=settings.id or identifier(path.stem))
    _check_id(installation, settings.id, wish)
    document = _read(path, settings, reader)
    _show(installation, document)
    if wish.save_roles is not None:
        _save(wish.save_roles, settings, document)
    if not _is_wanted(wish):
        return None
    with writing(installation):
        copy = put(installation.documents, path, settings, document.digest, replace=wish.replace)
        added = Stamped(document, stamp(copy))
    tell("add.added", id=document.id, path=copy)
    return added


def _check_id(installation: Installation, id: str, wish: _Wish) -> None:
    """Refuses an id that is taken before the file is read."""
    from corpus.folder.shelf import shelved
    from corpus.problems import TakenId

    if id in wish.ids:
        raise TakenId(id, say("add.shipped"))
    taken = [one for one in shelved(installation.documents) if one.id == id]
    if taken and not wish.replace:
        raise TakenId(id, taken[0].path.name)


def _read(path: Path, settings: Settings, reader: Reader) -> Document:
    from assistant.render.terminal.progress import progress_bars

    with progress_bars() as bar:
        report = bar(say("index.reading"), say("index.pages"))
        report(0, 0, path.name)
        return reader.read(
            path, settings=settings, progress=lambda done, pages: report(done, pages, path.name)
        )


def _show(installation: Installation, document: Document) -> None:
    """Writes what was understood; says where the same file is there already under another id."""
    from assistant.render.terminal.understood import render
    from index.errors import IndexProblem
    from index.store import Index

    write(render(document, language(), columns=columns(), colour=colour()))
    try:
        with Index.open(installation.index) as index:
            same = [one.id for one in index.documents() if one.digest == document.digest]
    except IndexProblem:
        return
    if same and document.id not in same:
        tell("add.same_file", id=same[0])


def _save(target: Path, settings: Settings, document: Document) -> None:
    from corpus.folder.sidecar import as_toml, with_roles_of
    from corpus.folder.whole import write_whole
    from corpus.unreadable import reason_of, spoken

    page = as_toml(with_roles_of(settings, document.columns), document.file)
    try:
        write_whole(target, page.encode("utf-8"))
    except OSError as error:
        problem = spoken(reason_of(error), language())
        raise Problem(say("error.system", file=target, problem=problem)) from error
    tell("add.saved", path=target)


def _is_wanted(wish: _Wish) -> bool:
    """Whether to take the document: as told, as a person answers, or not; then it is said how."""
    if wish.yes:
        return True
    if sys.stdin.isatty():
        if click.confirm(say("add.take"), default=False, err=True):
            return True
        tell("add.left")
        return False
    tell("add.not_asked")
    return False


@click.command()
@click.argument("id", metavar="ID", type=text, shell_complete=offered("added"))
@click.option("--yes", is_flag=True)
def remove(id: str, yes: bool) -> None:
    """Takes an added document out; asks a person at the terminal first."""
    from assistant.cli.index import run
    from assistant.cli.writing import writing
    from assistant.settings import load
    from corpus.folder.shelf import remove as take_out

    installation = load()
    if id in _shipped_ids(installation):
        raise Problem(say("remove.shipped", id=id))
    if not yes and sys.stdin.isatty() and not click.confirm(say("remove.take", id=id), err=True):
        tell("remove.left")
        click.get_current_context().exit(1)
    with writing(installation):
        kept = take_out(installation.documents, id)
    tell("remove.removed", id=id, path=kept)
    run(installation, force=False, quiet=False)


@click.command()
@format_options
def documents(out: Output) -> None:
    """Lists the documents."""
    from assistant.answering.lookup import list_documents
    from assistant.cli.differences import tell_differences
    from assistant.settings import load
    from index.store import Index

    installation = load()
    with Index.open(installation.index) as index:
        _show_list(list_documents(index, language()), out, installation.server.base_url, index)
        tell_differences(installation, index)


def _show_list(answer: Answer, out: Output, base_url: str, index: Index) -> None:
    """Writes the documents: on a terminal a block for each, since its columns would be too narrow to read."""
    if out.form == "text":
        from assistant.render.terminal.listed import render

        put(render(answer, columns=columns(), colour=colour()), out)
    else:
        show(answer, out, base_url, index)


@click.command()
@click.argument("before", metavar="A", type=text, shell_complete=offered("id"))
@click.argument("after", metavar="B", type=text, shell_complete=offered("id"))
@format_options
def diff(before: str, after: str, out: Output) -> None:
    """Compares two documents."""
    from assistant.answering.lookup import compare_documents
    from assistant.settings import load
    from assistant.words.lexicon import load as load_lexicon
    from index.store import Index

    installation = load()
    lexicon = load_lexicon(installation.vocabulary)
    with Index.open(installation.index) as index:
        answer = compare_documents(index, lexicon, before, after, language())
        show(answer, out, installation.server.base_url, index)
