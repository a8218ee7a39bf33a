"""The Model Context Protocol: tools and resources by the SDK's own client, over both of its transports."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError

from assistant.answering.lookup import Desired, count_rows, list_rows
from assistant.cli.commands import cli
from assistant.render import render
from assistant.render.json import to_object
from assistant.service import ask
from assistant.words.lexicon import load
from index.store import Index
from tests.web.support import DOCUMENT
from web.mcp.http import _refusal

MAIN = "from assistant.cli import main; main()"
Talk = Callable[[Client], Awaitable[Any]]
Converse = Callable[[Talk], Any]


def environment(index_path: Path) -> dict[str, str]:
    """The settings of a server in a process of its own, which speaks Japanese."""
    return {
        **os.environ,
        "KEIKAKU_INDEX": str(index_path),
        "LC_ALL": "ja_JP.UTF-8",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


@pytest.fixture(scope="module")
def address(index_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over HTTP, on a free port of this machine."""
    command = [sys.executable, "-c", MAIN, "mcp", "--http", "--port", "0"]
    folder = tmp_path_factory.mktemp("mcp")
    with subprocess.Popen(
        command, env=environment(index_path), cwd=folder, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        yield process.stderr.readline().split()[0]
        process.terminate()


@pytest.fixture(params=["stdio", "http"])
def converse(request: pytest.FixtureRequest, index_path: Path, tmp_path: Path) -> Converse:
    """Connects the SDK's client to a server, lets it talk, and gives what that gives."""
    server: Any = StdioServerParameters(
        command=sys.executable, args=["-c", MAIN, "mcp"], env=environment(index_path), cwd=tmp_path
    )
    if request.param == "http":
        server = request.getfixturevalue("address")

    def talk_to(talk: Talk) -> Any:
        async def run() -> Any:
            async with Client(server) as client:
                return await talk(client)

        # The browser of other tests keeps a loop running in the thread of the tests.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(anyio.run, run).result()

    return talk_to


def test_an_assistant_is_told_what_it_can_ask(converse: Converse) -> None:
    """The tools with their arguments, all of which only read, and how the documents are to be used."""

    async def talk(client: Client) -> Any:
        return await client.list_tools()

    tools = {tool.name: tool for tool in converse(talk).tools}
    assert {name: sorted(tool.input_schema["properties"]) for name, tool in tools.items()} == {
        "ask": ["document", "history", "language", "question", "year"],
        "search": ["language", "words"],
        "list": [
            *("all_columns", "department", "document", "group", "kpi", "language"),
            *("not_rating", "rating", "section", "year"),
        ],
        "count": [
            *("by", "department", "document", "group", "kpi", "language"),
            *("not_rating", "rating", "section", "year"),
        ],
        "show": ["document", "language", "names"],
        "documents": ["language"],
    }
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools.values())


def test_a_question_is_answered_as_everywhere(converse: Converse, index: Index) -> None:
    """The text is the Markdown of the answer, the object that of the API; each row has its resource."""

    async def talk(client: Client) -> Any:
        told = await client.call_tool("ask", {"question": "課題は？", "history": ["RPAの目標は"]})
        row = await client.read_resource(told.structured_content["citations"][0]["resource"])
        return told, row.contents[0].text

    told, row = converse(talk)
    answer = ask(index, "課題は？", ["RPAの目標は"])
    found = told.structured_content
    assert told.content[0].text == render(answer, "markdown")
    assert {key: value for key, value in found.items() if key not in ("citations", "documents")} == {
        key: value for key, value in to_object(answer).items() if key != "citations"
    }
    assert found["citations"][0]["resource"] == f"keikaku://documents/{DOCUMENT}/rows/9-3"
    (document,) = index.documents()
    assert found["documents"] == [
        {
            "id": DOCUMENT,
            "title": document.title,
            "publisher": "大分市",
            "fiscal_year": 2023,
            "file": document.file,
            "sha256": document.digest,
            "rows": 43,
            "resource": f"keikaku://documents/{DOCUMENT}",
        }
    ]
    assert answer.citations[0].quote.replace("\n", " ") in row.replace("\n", " ")


def test_what_the_documents_do_not_say_is_an_answer_and_no_error(converse: Converse) -> None:
    """A refusal has its status; a question that is none, and a wrong argument, are errors in words."""

    async def talk(client: Client) -> Any:
        return [
            await client.call_tool("ask", {"question": "市長の給料は"}),
            await client.call_tool("ask", {"question": " "}),
            await client.call_tool("count", {"by": "colour"}),
        ]

    refused, empty, wrong = converse(talk)
    assert (refused.is_error, refused.structured_content["status"]) == (False, "not_found")
    assert (empty.is_error, empty.content[0].text.endswith("質問が空です。")) == (True, True)
    assert wrong.is_error


def test_a_question_keeps_to_documents_and_years(converse: Converse) -> None:
    """By id or fiscal year; what no document has is an error that names what there is."""

    async def talk(client: Client) -> Any:
        chosen = [{"document": ["oita"]}, {"year": [2023]}, {"year": [1999]}]
        return [await client.call_tool("ask", {"question": "B評価は何件？", **one}) for one in chosen]

    by_id, by_year, unknown = converse(talk)
    assert by_id.structured_content == by_year.structured_content
    assert "6件" in by_id.structured_content["answer"]
    assert (unknown.is_error, unknown.content[0].text.endswith("（2023）。")) == (True, True)


def test_rows_are_looked_up_by_conditions(converse: Converse, index: Index) -> None:
    """List, count, search, show and documents give what the commands give, in the language asked for."""

    async def talk(client: Client) -> Any:
        return [
            (await client.call_tool(name, arguments)).structured_content
            for name, arguments in (
                ("list", {"rating": ["B"], "kpi": "missed", "all_columns": True}),
                ("count", {"by": "rating", "year": [2023], "language": "en"}),
                ("search", {"words": "窓口 混雑"}),
                ("show", {"names": ["9-3"], "document": DOCUMENT}),
                ("documents", {}),
            )
        ]

    listed, counted, found, shown, documents = converse(talk)
    desired = Desired(rating=("B",), kpi="missed")
    assert listed["table"] == to_object(list_rows(index, load(), desired, "ja", whole=True))["table"]
    by_rating = count_rows(index, load(), Desired(year=("2023",)), "en", "rating")
    assert (counted["answer"], counted["bars"]) == (by_rating.answer, to_object(by_rating)["bars"])
    assert found["citations"]
    assert shown["answer"].startswith("9-3「AI・RPAの利用促進」の記載です。")
    assert [one["id"] for one in documents["documents"]] == [DOCUMENT]


def test_documents_and_rows_are_resources(converse: Converse) -> None:
    """All are listed and can be read; an address of none is an error."""

    async def talk(client: Client) -> Any:
        listed = await client.list_resources()
        templates = await client.list_resource_templates()
        outline = await client.read_resource(f"keikaku://documents/{DOCUMENT}")
        row = await client.read_resource(f"keikaku://documents/{DOCUMENT}/rows/9-3")
        missing = []
        for address in (f"{DOCUMENT}/rows/99-9", "other", "other/rows/1-1"):
            with pytest.raises(MCPError) as error:
                await client.read_resource(f"keikaku://documents/{address}")
            missing.append(error.value.error.message.split("\n")[0])
        return listed.resources, templates.resource_templates, outline, row, missing

    resources, templates, outline, row, missing = converse(talk)
    assert [str(one.uri) for one in resources[:2]] == [
        f"keikaku://documents/{DOCUMENT}",
        f"keikaku://documents/{DOCUMENT}/rows/1-1",
    ]
    assert (len(resources), resources[1].title) == (44, "地域医療情報ネットワークの構築")
    assert [one.uri_template for one in templates] == [
        "keikaku://documents/{document}",
        "keikaku://documents/{document}/rows/{number}",
    ]
    assert "行政サービスのオンライン提供" in outline.contents[0].text
    assert (row.contents[0].mime_type, "AI・RPAの利用促進" in row.contents[0].text) == ("text/markdown", True)
    assert missing == [
        "行「99-9」は文書にありません。",
        "There is no document other.",
        "There is no document other.",
    ]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost"}, 200),
        ({"Origin": "http://127.0.0.1:8000"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example:8010"}, 421),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_only_known_names_are_answered(address: str, headers: dict[str, str], status: int) -> None:
    """As on the pages: another name, or a page of another site, is refused before anything is read."""
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    given = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream", **headers}
    connection = http.client.HTTPConnection(address.split("/")[2], timeout=30)
    connection.request("POST", "/mcp", json.dumps(body), given)
    response = connection.getresponse()
    shown = response.read()
    connection.close()
    assert response.status == status
    assert (b'"ask"' in shown) is (status == 200)


def test_names_of_the_settings_are_known_to_the_rule() -> None:
    """A name that is set, and the very address that a request came to."""

    def refusal(host: str) -> int:
        return _refusal(
            {"headers": [(b"host", host.encode())], "server": ("192.0.2.7", 80)}, frozenset({"plan"})
        )

    assert [refusal(host) for host in ("plan:8010", "192.0.2.7", "192.0.2.8", "")] == [0, 0, 421, 421]


def test_a_taken_port_is_one_line(index_path: Path) -> None:
    """And says what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(
            cli, ["mcp", "--http", "--port", port], env={"KEIKAKU_INDEX": str(index_path), "LC_ALL": "C"}
        )
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        f"keikaku: Port {port} on 127.0.0.1 is taken by another program."
        " Stop it, or choose another with --port.\n"
    )


def test_without_its_parts_it_is_said_how_to_install_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are an extra, which a plain install does without."""
    monkeypatch.setitem(sys.modules, "mcp", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    result = CliRunner().invoke(cli, ["mcp"], env={"LC_ALL": "C"})
    assert (result.exit_code, result.stderr) == (
        1,
        "keikaku: the parts for MCP are not installed: pip install 'keikaku[mcp]'\n",
    )
