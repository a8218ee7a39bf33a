"""What the one who looks after an installation may set, in `keikaku.toml`.

The file is looked for in the current folder and those above it, or named by `KEIKAKU_CONFIG`. Nothing in it
is needed: every setting has a default. A key that is not known is an error, so that a slip is not silently
without effect. Paths in the file are relative to its folder.

    index = ".keikaku/index.sqlite"          # where the index lies; KEIKAKU_INDEX goes before it
    documents = ".keikaku/documents"         # the folder of added documents
    shipped = true                           # whether the documents that come with Keikaku are indexed

    [vocabulary]
    files = ["our-words.toml"]               # cue words and synonyms of this office

    [reading]                                # what reading one file may take; 0 for no limit
    megabytes = 4000                         # memory; on Windows and macOS it is not limited
    seconds = 600                            # time

    [server]
    base_url = "https://plan.example"        # the address under which others reach this server
    log_questions = false                    # whether questions are written to the log
    trusted_proxies = 0                      # how many reverse proxies stand before the server
    allowed_hosts = ["plan-server"]          # further names by which browsers call this server
    rate_limit = 120                         # questions a minute from another machine; 0 for no limit
    work_limit = 30                          # seconds of processor time a minute for one; 0 for no limit
    frame_ancestors = ["https://wiki.example"]   # sites that may show answers in a frame
    cors_origins = ["https://wiki.example"]      # sites whose pages may ask by script
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from corpus.folder.limits import Limits
from corpus.frozen import dataclass
from corpus.text.expressions import expression

FILE_NAME = "keikaku.toml"
_INDEX = Path(".keikaku/index.sqlite")
_DOCUMENTS = Path(".keikaku/documents")
# Scheme, host and port and no path: what a browser sends as an origin.
_ORIGIN = expression(r"https?://(?:[A-Za-z0-9.\-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")
# A name or an address as it stands in an address, without scheme and port.
_HOST = expression(r"[a-z0-9_][a-z0-9._\-]*|[0-9a-f:.]+:[0-9a-f:.]+")
_ADDRESS = expression(_ORIGIN.pattern + r"(?:/[A-Za-z0-9._~/\-]*)?")


class SettingsError(ValueError):
    """A settings file that can't be used. `code` is stable; `file` and `key` say where, `detail` what."""

    def __init__(self, code: str, file: Path, key: str = "", detail: str = "") -> None:
        super().__init__(": ".join(part for part in (str(file), key, detail) if part))
        self.code = code
        self.file = file
        self.key = key
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Server:
    """How the server behaves; the keys are explained at the head of this module.

    `base_url` has no slash at its end and is empty when not set.
    """

    base_url: str = ""
    log_questions: bool = False
    trusted_proxies: int = 0
    rate_limit: int = 120
    frame_ancestors: tuple[str, ...] = ()
    cors_origins: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ()
    work_limit: int = 30


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings in force. All paths are absolute; `file` is None when no settings file was found."""

    file: Path | None
    index: Path
    documents: Path
    vocabulary: tuple[Path, ...] = ()
    server: Server = field(default_factory=Server)
    shipped: bool = True
    reading: Limits = field(default_factory=Limits)


def load(folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """The settings that hold in a folder (the current one by default).

    Raises SettingsError for a file that can't be read, is not TOML, or has a key or value that is not known.
    """
    folder = (folder or Path.cwd()).absolute()
    environment = os.environ if environment is None else environment
    file = _find(folder, environment.get("KEIKAKU_CONFIG", ""))
    values = _read(file) if file else {}
    home = file.parent if file else folder
    index = environment.get("KEIKAKU_INDEX", "")
    return Settings(
        file=file,
        index=folder / Path(index).expanduser() if index else home / values.get("index", _INDEX),
        documents=home / values.get("documents", _DOCUMENTS),
        vocabulary=tuple(home / name for name in values.get("vocabulary", {}).get("files", ())),
        server=Server(**values.get("server", {})),
        shipped=values.get("shipped", True),
        reading=Limits(**values.get("reading", {})),
    )


def _find(folder: Path, named: str) -> Path | None:
    if named:
        file = folder / Path(named).expanduser()
        if not file.is_file():
            raise SettingsError("missing", file, detail="no such file (named by KEIKAKU_CONFIG)")
        return file
    candidates = (parent / FILE_NAME for parent in (folder, *folder.parents))
    return next((file for file in candidates if file.is_file()), None)


def _read(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        values = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError("unreadable", file, detail=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise SettingsError("not_utf8", file, detail="not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("not_toml", file, detail=str(error)) from error
    return _checked(file, "", values, _KEYS)


Check = Callable[[Any], Any]


def _checked(file: Path, prefix: str, values: dict[str, Any], known: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the settings hold them; SettingsError names the first key that is wrong."""
    result: dict[str, Any] = {}
    for name, value in values.items():
        key = prefix + name
        if name not in known:
            raise SettingsError("unknown_key", file, key, "unknown key")
        expected = known[name]
        if isinstance(expected, Mapping):
            if not isinstance(value, dict):
                raise SettingsError("table", file, key, "must be a table")
            result[name] = _checked(file, key + ".", value, expected)
            continue
        code, wanted, check = expected
        result[name] = check(value)
        if result[name] is None:
            raise SettingsError(code, file, key, f"must be {wanted}")
    return result


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _switch(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _texts(value: Any) -> tuple[str, ...] | None:
    texts = isinstance(value, list) and all(isinstance(item, str) and item for item in value)
    return tuple(value) if texts else None


def _base_url(value: Any) -> str | None:
    return value.rstrip("/") if isinstance(value, str) and _ADDRESS.fullmatch(value) else None


def _origins(value: Any) -> tuple[str, ...] | None:
    origins = _texts(value)
    if origins is None or not all(_ORIGIN.fullmatch(origin) for origin in origins):
        return None
    return tuple(origin.lower() for origin in origins)


def _hosts(value: Any) -> tuple[str, ...] | None:
    texts = _texts(value)
    hosts = None if texts is None else tuple(text.lower().strip("[]") for text in texts)
    return hosts if hosts is not None and all(map(_HOST.fullmatch, hosts)) else None


_PATH: tuple[str, str, Check] = ("text", "a path", _text)
_COUNT: tuple[str, str, Check] = ("count", "a whole number, 0 or more", _count)
_KEYS: dict[str, Any] = {
    "index": _PATH,
    "documents": _PATH,
    "shipped": ("switch", "true or false", _switch),
    "reading": {"megabytes": _COUNT, "seconds": _COUNT},
    "vocabulary": {"files": ("texts", "a list of paths", _texts)},
    "server": {
        "base_url": ("address", "an address such as https://plan.example", _base_url),
        "log_questions": ("switch", "true or false", _switch),
        "trusted_proxies": _COUNT,
        "allowed_hosts": ("hosts", "a list of names such as plan-server, without scheme and port", _hosts),
        "work_limit": _COUNT,
        "rate_limit": _COUNT,
        "frame_ancestors": ("origins", "a list of origins such as https://wiki.example", _origins),
        "cors_origins": ("origins", "a list of origins such as https://wiki.example", _origins),
    },
}
