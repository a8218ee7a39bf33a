"""How a person or a page gets an answer: HTTP, HTML and JSON around what `assistant` answers.

The command line lists the command of this room, and pays for Flask only where it serves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from assistant.settings import Settings


def create_app(settings: Settings | None = None, listening: str = "127.0.0.1") -> Flask:
    """The application, with the settings of the current folder unless some are given.

    `listening` is the address that it will be served on.
    """
    from web.app import create_app as create

    return create(settings, listening)
