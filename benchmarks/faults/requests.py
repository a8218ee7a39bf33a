"""Requests as nobody should send them, made from a fixed chance, as the bytes that go over the wire.

Those that are `whole` are requests by the rules of HTTP, whatever they ask for: each is due an answer. The
others may be answered or closed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, quote_from_bytes

CANARY = '"><script>zq()</script>'
"""Mark-up that no page may hold as mark-up."""

_HOST = b"localhost"
_FOREIGN = "evil.example"
_METHODS = (
    *("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"),
    *("get", "G3T", "M-SEARCH", "X" * 3_000, "__class__", "GET,POST", "%47ET"),
)
_NAMES = (
    *("q", "after", "ask", "from", "to", "document", "format", "limit", "page", "part", "pin", "show", "was"),
    *("around", "citations", "columns", "inside", "lang", "theme", "url", "back", "q[]", "__proto__", "q.q"),
)
_TEXTS = (
    *(
        "",
        " ",
        "0",
        "-1",
        "1e309",
        "9" * 400,
        "NaN",
        "null",
        "true",
        "[]",
        "{}",
        "目標",
        "RPAの目標は",
        "9-3",
    ),
    *("oita-ict-2022-2024", "..", "../" * 12 + "etc/passwd", "%00", "\0", "\r\nSet-Cookie: a=b", CANARY),
    *(
        "' OR 1=1 --",
        '" NEAR/2 *',
        "a" * 501,
        "課" * 600,
        "\u202e\u200b\ufeff",
        "\U000e0041",
        "e" + "\u0301" * 300,
    ),
    *(
        "${7*7}",
        "{{7*7}}",
        "%s%n",
        "javascript:zq()",
        f"//{_FOREIGN}",
        f"http://{_FOREIGN}/",
        f"\\\\{_FOREIGN}",
    ),
    *("file:///etc/passwd", "http://169.254.169.254/", "C:\\Windows", "\x1b[31m", "\ufffd\uffff", "=1+1"),
)
_PATHS = (
    *("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc", "//evil.example/", "/\\..\\..\\x"),
    *("/static/../app.py", "/static/%2e%2e/app.py", "/assets/1/..%2f..%2fapp.py", "/static//etc/passwd"),
    *(
        "/%00",
        "/api/ask%00.json",
        "/%ff%fe",
        "/%c0%ae%c0%ae/",
        "/%zz",
        "/%",
        "/?%",
        "/;a=b",
        "/#a",
        "*",
        "/*",
    ),
    *(
        "/" * 500,
        "/a" * 5_000,
        "/.git/config",
        "/.env",
        "/keikaku.toml",
        "/.keikaku/index.sqlite",
        "/healthz/x",
    ),
    *(
        "http://evil.example/api/ask?q=a",
        "https://localhost/",
        "/language/en?back=//evil.example",
        "/answer.",
    ),
    *(
        "/language/en?back=http:evil.example",
        "/language/en?back=/%5Cevil.example",
        "/language/%00",
        "/answer.exe",
    ),
    *(
        "/language/en?back=%09//evil.example",
        "/language/en?back=/%0d%0aX:1",
        "/oembed?url=http://evil.example/",
    ),
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """The bytes of one request; `whole` says whether it is due an answer."""

    sent: bytes
    whole: bool = True


Maker = Callable[[random.Random, Sequence[str]], Hostile]


def makers() -> dict[str, Maker]:
    """What makes a request of each kind, from chance and the addresses of the server, `<...>` in some."""
    return {
        "methods": lambda r, a: _request(method=r.choice(_METHODS), target=_address(r, a)),
        "paths": lambda r, _: _request(target=r.choice(_PATHS)),
        "parameters": lambda r, a: _request(target=_address(r, a) + _query(r)),
        "encodings": lambda r, a: _request(target=_badly_encoded(r, a)),
        "sizes": _sized,
        "headers": _headed,
        "hosts": _hosted,
        "JSON that is none": _broken_json,
        "JSON of other shapes": lambda r, _: _posted(json.dumps(_value(r, 3)).encode()),
        "framing": _framed,
        "random bytes": lambda r, _: Hostile(r.randbytes(r.randint(1, 3_000)) + b"\r\n\r\n", whole=False),
        "requests with bytes changed": _changed,
    }


def _request(
    *,
    method: str = "GET",
    target: str = "/",
    headers: Sequence[bytes] = (),
    body: bytes = b"",
    host: bytes = _HOST,
    whole: bool = True,
) -> Hostile:
    lines = [method.encode() + b" " + target.encode("utf-8", "surrogateescape") + b" HTTP/1.1"]
    lines += [b"Host: " + host, b"Connection: close", *headers]
    if body:
        lines.append(b"Content-Length: " + str(len(body)).encode())
    return Hostile(b"\r\n".join([*lines, b"", body]), whole)


def _address(chance: random.Random, addresses: Sequence[str]) -> str:
    """One of the server's addresses, with anything in its places."""
    before, *places = chance.choice(addresses).split("<")
    return before + "".join(
        quote(chance.choice(_TEXTS), safe="") + place.partition(">")[2] for place in places
    )


def _query(chance: random.Random) -> str:
    pairs = [(chance.choice(_NAMES), chance.choice(_TEXTS)) for _ in range(chance.randint(1, 8))]
    return "?" + "&".join(f"{quote(name)}={quote(text)}" for name, text in pairs)


def _badly_encoded(chance: random.Random, addresses: Sequence[str]) -> str:
    text = chance.choice(_TEXTS) + "計画の目標"
    coded = text.encode(chance.choice(("cp932", "euc_jp", "utf-16", "utf-7", "utf-8")), "replace")
    cut = coded[: chance.randint(1, len(coded))]
    # As it is, for a server to make sense of, or escaped; an address ends at the first space or line break.
    plain = cut.translate(None, b" \r\n\t\0").decode("utf-8", "surrogateescape")
    shown = chance.choice((plain, quote_from_bytes(cut), f"%{cut[0]:x}g", "%u8a08", "%ed%a0%80", "%f8%88"))
    return _address(chance, addresses) + chance.choice(("?q=", "/", "?after=&q=", "?")) + shown


def _sized(chance: random.Random, addresses: Sequence[str]) -> Hostile:
    size = chance.choice((1_000, 65_535, 65_536, 65_537, 300_000, 2_000_000, 9_000_000))
    # Beyond its bounds a server may close before all has come.
    small = size < 65_000
    whole = size <= 300_000
    return chance.choice(
        (
            lambda: _posted(b'{"question": "' + b"a" * size + b'"}', whole=whole),
            lambda: _request(target="/?q=" + "a" * min(size, 300_000), whole=small),
            lambda: _request(headers=[b"X-A: " + b"b" * min(size, 300_000)], whole=small),
            lambda: _request(headers=[b"X-%d: 1" % number for number in range(size // 100)], whole=small),
            lambda: _request(target=_address(chance, addresses), body=b"\0" * size, whole=whole),
            lambda: _posted(json.dumps({"question": "目標", "history": ["a" * 500] * 100}).encode()),
        )
    )()


def _headed(chance: random.Random, addresses: Sequence[str]) -> Hostile:
    name = chance.choice(
        (
            *("Accept", "Accept-Encoding", "Accept-Language", "Accept-Charset", "Authorization", "Cookie"),
            *("Content-Type", "Expect", "Forwarded", "If-Match", "If-Modified-Since", "If-None-Match"),
            *("If-Range", "Max-Forwards", "Origin", "Range", "Referer", "TE", "Upgrade", "User-Agent", "Via"),
            *(
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Prefix",
                "X-Forwarded-Proto",
                "X-HTTP-Method",
            ),
            *("X-Original-URL", "Sec-Fetch-Site", "Access-Control-Request-Method", "Proxy", "Keep-Alive"),
        )
    )
    value = chance.choice(
        (
            *(b"", b"*", b"*/*;q=x", b"gzip;q=-1", b"gzip;q=1e9, ,;", b"ja;q=0.1;q=2", b"null", b"a" * 8_000),
            *(
                b"bytes=0-0,-1,5-2",
                b"bytes=999999999999-",
                b'W/"',
                b'"a", *, "',
                b"Thu, 99 Foo 0000 99:99:99",
            ),
            *(
                b"\xff\xfe",
                "計画".encode(),
                b"keikaku_language=xx; =; ;;",
                b"text/plain; charset=zz",
                b"\x01\x7f",
            ),
            *(
                b"http://evil.example",
                b"127.0.0.1",
                b"999.1.1.1, unknown",
                b"for=;;by=",
                b"Basic !!!",
                b"%s%n",
            ),
            CANARY.encode(),
        )
    )
    # Only these ask for more than an answer.
    whole = name not in {"Expect", "Upgrade"}
    lines = [name.encode() + b": " + value] * chance.choice((1, 1, 2, 50))
    method = chance.choice(("GET", "GET", "HEAD", "OPTIONS"))
    return _request(method=method, target=_address(chance, addresses), headers=lines, whole=whole)


def _hosted(chance: random.Random, addresses: Sequence[str]) -> Hostile:
    host = chance.choice(
        (
            *(b"", b"evil.example", b"localhost.evil.example", b"localhost@evil.example", b"localhost:x"),
            *(b"127.0.0.1:99999999", b"[::1", b"[::1]x", b"[::ffff:127.0.0.1]", b"0x7f.1", b"2130706433"),
            *(
                b"localhost, evil.example",
                b"LOCALHOST.",
                b"localhost/",
                b"\xff",
                "市.example".encode(),
                b"a" * 300,
            ),
            *(b"169.254.169.254", b"0.0.0.0", b"localhost\t", b"[fe80::1%25eth0]", b"..", b"localhost:80:80"),
            CANARY.encode(),
        )
    )
    twice = chance.choice(([], [], [b"Host: localhost"], [b"X-Forwarded-Host: localhost"]))
    return _request(target=_address(chance, addresses), host=host, headers=twice)


def _posted(body: bytes, kind: bytes = b"application/json", *, whole: bool = True) -> Hostile:
    headers = [b"Content-Type: " + kind]
    return _request(method="POST", target="/api/ask", headers=headers, body=body or b" ", whole=whole)


def _broken_json(chance: random.Random, _addresses: Sequence[str]) -> Hostile:
    sound = json.dumps(
        {"question": "RPAの目標は", "history": ["担当課は", "目標"]}, ensure_ascii=False
    ).encode()
    at = chance.randint(0, len(sound) - 1)
    body = chance.choice(
        (
            *(
                sound[:at],
                sound[:at] + chance.randbytes(3) + sound[at:],
                sound + sound,
                b"\xef\xbb\xbf" + sound,
            ),
            *(b"[" * 30_000, b'{"a":' * 9_000, b"1" * 9_000, b"1e999999", b"NaN", b'{"question": "\\ud800"}'),
            *(
                sound.decode().encode("utf-16"),
                sound.decode().encode("cp932"),
                b'"\\u0000"',
                b"{'question': 'a'}",
            ),
        )
    )
    kind = chance.choice((b"application/json", b"application/json; charset=utf-16", b"text/json", b"a", b""))
    return _posted(body, kind)


def _value(chance: random.Random, depth: int) -> object:
    if depth and chance.random() < 0.6:
        names = ("question", "history", "", chance.choice(_NAMES))
        inner = [_value(chance, depth - 1) for _ in range(chance.randint(0, 4))]
        if chance.random() < 0.6:
            return {chance.choice(names): one for one in inner} | {"question": chance.choice(_TEXTS)}
        return inner
    return chance.choice((None, True, 0, -1, 1e308, 10**400, *_TEXTS))


def _framed(chance: random.Random, _addresses: Sequence[str]) -> Hostile:
    post = b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    chunked = post + b"Transfer-Encoding: chunked\r\n"
    get = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n"
    body = b'{"question": "a"}'
    sent = chance.choice(
        (
            *(post + b"Content-Length: -1\r\n\r\n" + body, post + b"Content-Length: 5\r\n\r\n" + body),
            *(post + b"Content-Length: 99999\r\n\r\n" + body, post + b"Content-Length: +17\r\n\r\n" + body),
            *(post + b"Content-Length: 1e3\r\n\r\n", post + b"Content-Length: " + b"9" * 40 + b"\r\n\r\n"),
            post + b"Content-Length: 17\r\nContent-Length: 3\r\n\r\n" + body,
            chunked + b"Content-Length: 17\r\n\r\n" + body,
            *(chunked + b"\r\nzz\r\n", chunked + b"\r\n-1\r\n", chunked + b"\r\n" + b"f" * 30 + b"\r\n"),
            *(chunked + b"\r\n11\r\n" + body, chunked + b'\r\n11;a="\r\n' + body + b"\r\n0\r\nX: 1\r\n\r\n"),
            post + b"Transfer-Encoding: gzip, chunked\r\n\r\n" + body,
            post + b"Transfer-Encoding: \x0bchunked\r\nContent-Length: 3\r\n\r\n" + body,
            *(
                get + b" folded\r\n\r\n",
                get + b"no colon\r\n\r\n",
                get + b": no name\r\n\r\n",
                get + b"A : b\r\n\r\n",
            ),
            *(get[:-2] + b"\n\n", get + b"X: a\rb\r\n\r\n", get + b"X: a\0b\r\n\r\n", (get + b"\r\n") * 60),
            *(
                b"GET /\r\n\r\n",
                b"GET / HTTP/9.9\r\n\r\n",
                b"GET  / HTTP/1.1\r\n\r\n",
                b"GET / HTTP/1.1 x\r\n\r\n",
            ),
            *(
                b"\r\n" * 2_000 + get + b"\r\n",
                b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
                b"PRI * HTTP/2.0\r\n\r\n",
            ),
            *(b"GET", get, b"\0" * 5_000, b"A" * 100_000, b" \r\n\r\n", b"\r\n\r\n"),
        )
    )
    return Hostile(sent, whole=False)


def _changed(chance: random.Random, addresses: Sequence[str]) -> Hostile:
    sound = _request(target=_address(chance, addresses) + _query(chance)).sent
    changed = bytearray(chance.choice((sound, _posted(b'{"question": "RPA", "history": []}').sent)))
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(changed))
        change = chance.randrange(3)
        if change == 0:
            changed[at] = chance.randrange(256)
        elif change == 1:
            changed[at:at] = chance.randbytes(chance.randint(1, 4))
        elif len(changed) > 1:
            del changed[at]
    return Hostile(bytes(changed), whole=False)
