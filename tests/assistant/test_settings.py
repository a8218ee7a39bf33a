"""keikaku.toml: where it is found, what it may say, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.settings import Server, Settings, SettingsError, load
from corpus.folder.limits import Limits

FULL = """
index = "data/plan.sqlite"
documents = "/srv/plans"

[vocabulary]
files = ["our-words.toml"]

[reading]
megabytes = 500
seconds = 0

[server]
base_url = "https://plan.example/keikaku/"
log_questions = true
trusted_proxies = 1
rate_limit = 0
frame_ancestors = ["https://Wiki.example", "http://localhost:8080"]
cors_origins = ["https://wiki.example"]
allowed_hosts = ["Plan-Server", "192.0.2.7", "[2001:db8::1]"]
work_limit = 45
"""


def test_without_a_file_everything_has_a_default(tmp_path: Path) -> None:
    """Index and added documents lie in `.keikaku` under the current folder."""
    assert load(tmp_path, {}) == Settings(
        file=None,
        index=tmp_path / ".keikaku/index.sqlite",
        documents=tmp_path / ".keikaku/documents",
        vocabulary=(),
        server=Server("", False, 0, 120, (), ()),
        reading=Limits(megabytes=4000, seconds=600),
    )


def test_a_file_above_holds_and_its_paths_are_its_own(tmp_path: Path) -> None:
    """The nearest file going up counts; relative paths start at its folder."""
    (tmp_path / "keikaku.toml").write_text(FULL, encoding="utf-8")
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    assert load(below, {}) == Settings(
        file=tmp_path / "keikaku.toml",
        index=tmp_path / "data/plan.sqlite",
        documents=Path("/srv/plans"),
        vocabulary=(tmp_path / "our-words.toml",),
        server=Server(
            base_url="https://plan.example/keikaku",
            log_questions=True,
            trusted_proxies=1,
            rate_limit=0,
            frame_ancestors=("https://wiki.example", "http://localhost:8080"),
            cors_origins=("https://wiki.example",),
            allowed_hosts=("plan-server", "192.0.2.7", "2001:db8::1"),
            work_limit=45,
        ),
        reading=Limits(megabytes=500, seconds=0),
    )


def test_the_environment_goes_before_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """KEIKAKU_CONFIG names the file and KEIKAKU_INDEX the index, both from the current folder."""
    (tmp_path / "keikaku.toml").write_text("wrong", encoding="utf-8")
    (tmp_path / "other.toml").write_text('index = "a.sqlite"\n', encoding="utf-8-sig")
    monkeypatch.setenv("KEIKAKU_CONFIG", "other.toml")
    monkeypatch.setenv("KEIKAKU_INDEX", "b.sqlite")
    monkeypatch.chdir(tmp_path)
    settings = load()
    assert (settings.file, settings.index) == (tmp_path / "other.toml", tmp_path / "b.sqlite")


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("index = ]", "not_toml", "keikaku.toml: Invalid value (at line 1, column 9)"),
        ('indx = "a"', "unknown_key", "keikaku.toml: indx: unknown key"),
        ("[server]\nport = 1", "unknown_key", "keikaku.toml: server.port: unknown key"),
        ("index = 5", "text", "keikaku.toml: index: must be a path"),
        ('index = ""', "text", "keikaku.toml: index: must be a path"),
        ('server = "a"', "table", "keikaku.toml: server: must be a table"),
        ("[vocabulary]\nfiles = 'a'", "texts", "keikaku.toml: vocabulary.files: must be a list of paths"),
        ("[vocabulary]\nfiles = [1]", "texts", "keikaku.toml: vocabulary.files: must be a list of paths"),
        (
            "[server]\nlog_questions = 1",
            "switch",
            "keikaku.toml: server.log_questions: must be true or false",
        ),
        *(
            (
                f"[{table}]\n{key} = {value}",
                "count",
                f"keikaku.toml: {table}.{key}: must be a whole number, 0 or more",
            )
            for table, key, value in [
                ("server", "rate_limit", -1),
                ("server", "rate_limit", "true"),
                ("server", "trusted_proxies", 1.5),
                ("reading", "megabytes", -1),
                ("reading", "seconds", "'long'"),
            ]
        ),
        *(
            (
                f"[server]\nbase_url = {value}",
                "address",
                "keikaku.toml: server.base_url: must be an address such as https://plan.example",
            )
            for value in ("'plan.example'", "'https://a b'", "'https://a/?q=1'", "'javascript:alert(1)'", "1")
        ),
        *(
            (
                f"[server]\nframe_ancestors = {value}",
                "origins",
                "keikaku.toml: server.frame_ancestors: must be a list of origins such as https://wiki.example",
            )
            for value in (
                "['*']",
                "['https://a.jp/x']",
                "['https://a.jp; script-src *']",
                "'https://a.jp'",
                "['null']",
            )
        ),
        *(
            (
                f"[server]\nallowed_hosts = {value}",
                "hosts",
                "keikaku.toml: server.allowed_hosts: must be a list of names such as plan-server, "
                "without scheme and port",
            )
            for value in ("['*']", "['https://a.jp']", "['a.jp:8000']", "['a.jp/x']", "'a.jp'", "['']", "[1]")
        ),
    ],
)
def test_a_wrong_file_is_one_line_with_file_and_key(
    tmp_path: Path, text: str, code: str, message: str
) -> None:
    """The error names what is wrong and where, and carries a code for other languages."""
    (tmp_path / "keikaku.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, {})
    assert str(caught.value) == f"{tmp_path}/{message}"
    assert caught.value.code == code


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    """A slip in KEIKAKU_CONFIG does not fall back to defaults."""
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, {"KEIKAKU_CONFIG": "none.toml"})
    assert (caught.value.code, caught.value.file) == ("missing", tmp_path / "none.toml")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Shift_JIS is named as what it is not, rather than read as something else."""
    (tmp_path / "keikaku.toml").write_bytes('index = "索引"'.encode("cp932"))
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, {})
    assert (caught.value.code, caught.value.detail) == ("not_utf8", "not UTF-8 text")


def test_a_file_that_may_not_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's reason is given."""
    (tmp_path / "keikaku.toml").write_text("", encoding="utf-8")

    def refuse(*_arguments: object, **_options: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, {})
    assert (caught.value.code, caught.value.detail) == ("unreadable", "Permission denied")
