"""Two real wikis, each a copy of its Debian package in a folder of its own: installed, configured, served.

They are set up as `docs/embedding/` says: what a guide puts into a file is read from the guide itself.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDES = ROOT / "docs" / "embedding"
HERE = Path(__file__).parent
PACKAGES = {"mediawiki": Path("/usr/share/mediawiki"), "dokuwiki": Path("/usr/share/dokuwiki")}
_SECONDS = 60


def missing() -> list[str]:
    """What this machine lacks to run the wikis."""
    lacking = [name for name, folder in PACKAGES.items() if not folder.is_dir()]
    return [*lacking, *(["php-cli"] if shutil.which("php") is None else [])]


def from_guide(guide: str, file: str, **places: str) -> str:
    """The block of a guide that is to go into `file`, its example addresses replaced by real ones."""
    text = (GUIDES / guide).read_text(encoding="utf-8")
    blocks = re.findall(rf"`{re.escape(file)}`[^\n]*:\n\n```\w*\n(.*?)```", text, flags=re.DOTALL)
    if len(blocks) != 1:
        raise LookupError(f"{guide} has {len(blocks)} blocks for {file}")
    found: str = blocks[0]
    for example, real in places.items():
        found = found.replace(f"https://{example}.example", real)
    return found


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def php(*arguments: str, folder: Path, typed: str = "", **environment: str) -> str:
    """What a PHP program prints; its own message when it fails."""
    done = subprocess.run(
        ["php", *arguments],
        cwd=folder,
        input=typed,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=_SECONDS * 2,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stdout[-2000:] + done.stderr[-2000:])
    return done.stdout


class Wiki:
    """One wiki in its folder, reached at `url` while it is served."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    @contextlib.contextmanager
    def served(self) -> Iterator[None]:
        """PHP's own server on the folder; ended by its process."""
        process = subprocess.Popen(
            ["php", "-S", f"127.0.0.1:{self.port}", "-t", str(self.folder)],
            cwd=self.folder,
            env={**os.environ, "PHP_CLI_SERVER_WORKERS": "2"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            self._wait()
            yield
        finally:
            os.killpg(process.pid, 15)
            process.wait(timeout=_SECONDS)

    def _wait(self) -> None:
        for _ in range(_SECONDS * 10):
            try:
                with urllib.request.urlopen(self.url, timeout=_SECONDS):
                    return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"nothing answers at {self.url}")


class MediaWiki(Wiki):
    """MediaWiki on SQLite, with the settings of the guide."""

    def install(self, server: str) -> None:
        """Copies and installs it, and adds what the guide says for a Keikaku at `server`."""
        ignore = shutil.ignore_patterns("LocalSettings.php")
        shutil.copytree(PACKAGES["mediawiki"], self.folder, ignore=ignore, dirs_exist_ok=True)
        data = self.folder / "sqlite"
        data.mkdir()
        php(
            *("maintenance/install.php", "--dbtype", "sqlite", "--dbpath", str(data), "--dbname", "wiki"),
            *("--server", self.url, "--scriptpath", "", "--lang", "ja", "--skins", "Vector"),
            *("--pass", "a-password-for-tests", "Wiki", "Admin"),
            folder=self.folder,
        )
        settings = self.folder / "LocalSettings.php"
        added = from_guide("mediawiki.md", "LocalSettings.php", plan=server)
        settings.write_text(settings.read_text(encoding="utf-8") + "\n" + added, encoding="utf-8")

    def save(self, title: str, text: str) -> str:
        """Saves a page, and gives its address."""
        php("maintenance/edit.php", title, folder=self.folder, typed=text)
        return f"{self.url}/index.php/{title}"

    def export(self, title: str) -> str:
        """A page in the XML that the wiki exports."""
        titles = self.folder / "titles.txt"
        titles.write_text(title + "\n", encoding="utf-8")
        options = ("--current", "--quiet", f"--pagelist={titles}")
        return php("maintenance/dumpBackup.php", *options, folder=self.folder)

    def renderer(self) -> Renderer:
        """The real parser."""
        return Renderer(HERE / "render_mediawiki.php", self.folder, MW_INSTALL_PATH=str(self.folder))


class DokuWiki(Wiki):
    """DokuWiki, which keeps pages as files, with the plugin of the guide."""

    def install(self, server: str) -> None:
        """Copies it with configuration and data of its own, and adds what the guide says."""
        shutil.copytree(PACKAGES["dokuwiki"], self.folder, dirs_exist_ok=True)
        shutil.copytree("/etc/dokuwiki", self.folder / "conf", dirs_exist_ok=True)
        shutil.copytree("/var/lib/dokuwiki/data", self.folder / "data", dirs_exist_ok=True)
        # Debian's own file points at /etc and /var; this one at the copies.
        (self.folder / "inc" / "preload.php").write_text(
            "<?php\n"
            f"define('DOKU_CONF', '{self.folder}/conf/');\n"
            f"define('DOKU_MAIN_CONF', '{self.folder}/conf/');\n"
            f"define('DOKU_FARM', false);\n",
            encoding="utf-8",
        )
        (self.folder / "conf" / "local.php").write_text(
            "<?php\n"
            "$conf['title'] = 'Wiki';\n$conf['lang'] = 'ja';\n$conf['useacl'] = 0;\n"
            f"$conf['savedir'] = '{self.folder}/data';\n",
            encoding="utf-8",
        )
        plugin = self.folder / "lib" / "plugins" / "keikaku"
        plugin.mkdir(parents=True)
        for name in ("plugin.info.txt", "syntax.php", "action.php"):
            file = f"lib/plugins/keikaku/{name}"
            text = from_guide("dokuwiki.md", file, plan=server)
            (self.folder / file).write_text(text, encoding="utf-8")

    def save(self, title: str, text: str) -> str:
        """Saves a page as a file, as DokuWiki does, and gives its address."""
        name = title.lower()
        (self.folder / "data" / "pages" / f"{name}.txt").write_bytes(text.encode("utf-8"))
        return f"{self.url}/doku.php?id={name}"

    def renderer(self) -> Renderer:
        """The real parser and renderer."""
        return Renderer(HERE / "render_dokuwiki.php", self.folder, DOKUWIKI_FOLDER=str(self.folder))


class Renderer:
    """A wiki's own renderer in one process for many texts; to be closed."""

    def __init__(self, script: Path, folder: Path, **environment: str) -> None:
        self._process = subprocess.Popen(
            ["php", str(script)],
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    def html(self, text: str) -> str:
        """The HTML of a wiki text."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise RuntimeError("the renderer has no pipes")
        stdin.write(json.dumps(text) + "\n")
        stdin.flush()
        line = stdout.readline()
        if not line:
            raise RuntimeError(f"the renderer ended at {text!r}")
        shown: str = json.loads(line)
        return shown

    def close(self) -> None:
        """Ends the process."""
        if self._process.stdin:
            self._process.stdin.close()
        if self._process.stdout:
            self._process.stdout.close()
        self._process.wait(timeout=_SECONDS)
