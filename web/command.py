"""The commands `serve` and `mcp`, which the command line finds by their entry points (`keikaku.commands`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.cli.output import Problem, tell
from assistant.cli.words import say

if TYPE_CHECKING:
    from assistant.settings import Settings


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option("--threads", type=click.IntRange(1, 64), default=4, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
def serve(host: str, port: int, threads: int, workers: int) -> None:
    """Serves over HTTP."""
    from assistant.cli.index import build_missing
    from assistant.cli.problems import DOMAIN, in_words
    from assistant.cli.writing import tidy
    from assistant.settings import load
    from web import create_app
    from web.library import library_of
    from web.serve import ServeError, serve_by_workers
    from web.serve import serve as serve_app

    settings = load()
    try:
        tidy(settings)
    except DOMAIN as error:
        # Answers come from the index alone, which may be read where nothing may be written.
        tell("error", message=in_words(error))
    build_missing(settings)
    app = create_app(settings, host)
    # A server without a sound index answers nothing; better to say so before it starts.
    library_of(app).open()

    def ready(url: str) -> None:
        tell("serve.ready", url=url)
        sites = settings.server.frame_ancestors
        tell("serve.frames_allowed" if sites else "serve.frames", sites=", ".join(sites))
        tell("serve.hosts", names=_names(settings, host))

    try:
        if workers > 1:
            serve_by_workers(settings, host, port, threads, workers, ready=ready)
        else:
            serve_app(app, host, port, threads, ready=ready)
    except ServeError as error:
        raise Problem(error.message) from error
    except KeyboardInterrupt:
        click.echo(err=True)


@click.command()
@click.option("--http", is_flag=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8010, show_default=True)
def mcp(http: bool, host: str, port: int) -> None:
    """Serves assistants by the Model Context Protocol, over its standard input and output or HTTP."""
    from importlib.util import find_spec

    from assistant.cli.index import build_missing
    from assistant.settings import load

    if find_spec("mcp") is None:
        raise Problem(say("mcp.missing"))
    settings = load()
    build_missing(settings)
    try:
        _serve_mcp(settings, host, port) if http else _speak_mcp(settings)
    except KeyboardInterrupt:
        click.echo(err=True)


def _speak_mcp(settings: Settings) -> None:
    from web.mcp.server import Keikaku

    Keikaku(settings).run("stdio")


def _serve_mcp(settings: Settings, host: str, port: int) -> None:
    from web.mcp.http import PATH, serve
    from web.serve import ServeError, address_of, open_port

    try:
        sockets = open_port(host, port)
    except ServeError as error:
        raise Problem(error.message) from error
    tell("serve.ready", url=address_of(sockets, host) + PATH)
    tell("serve.hosts", names=_names(settings, host))
    serve(settings, host, sockets)


def _names(settings: Settings, host: str) -> str:
    """The names under which the server answers, in words."""
    from web.guard.hosts import known_hosts
    from web.http.limits import is_loopback

    names = ", ".join(known_hosts(settings.server, host))
    here = host == "localhost" or is_loopback(host)
    return names if here else say("serve.own_addresses", names=names)
