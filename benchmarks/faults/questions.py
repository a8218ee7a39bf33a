"""Questions made of hostile text, asked and shown in every format, each timed.

A fault is an exception that is no refusal of the question, a sign that steers a terminal in what is shown,
or more processor time than an answer may take.
"""

from __future__ import annotations

import multiprocessing
import random
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.model.errors import QuestionError
from assistant.render import FORMATS, render
from assistant.service import ask
from assistant.understanding.prepared import LONGEST
from benchmarks.faults.part import Part, counted
from benchmarks.hostile import hostile, of_index
from benchmarks.questions import questions
from index.store import Index

MOST_SECONDS = 1.5
"""The most processor time that asking a question may take, of any length; far above what most take."""
_SEED = 11
_PROCESSES = 2
_WARM = ("RPAの目標は", "担当課の一覧", "What about zzyzx?", "はんこなし")
_SIGNS = (
    *("\0", "\x1b[2J", "\x07", "\u202e", "\u200d", "\ufeff", "\ufffe", "\u2028", "\x85", "\x7f", "\r", "\t"),
    *("\ud800", "\udfff", "\U0010ffff", "👨‍👩‍👧", "e\u0301\u0301", "㍿", "ﾊﾟ", "①", "〇", "ｱ", "﷽", "\u3099"),
)
_CODE = (
    *(
        "' OR 1=1 --",
        '" NEAR/2 "',
        "目標 AND OR NOT *",
        "rows MATCH '\"'",
        "{0.__class__}",
        "%(a)s %n",
        "$(id)",
    ),
    *(
        "(a+)+$",
        "[[[[",
        "\\",
        "<script>zq()</script>",
        "{{7*7}}",
        "[[File:x]]",
        "=HYPERLINK(1)",
        "</noinclude>",
    ),
    *("|-\n|x", "```", "''''", "\n----\n", "# ", "&#x27;", "<!--", "]]>", "~~NOTOC~~", "{code}"),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of a question: in a word, the seconds of processor time for asking it, and a fault or ''."""

    told: str
    seconds: float
    fault: str = ""


def measured(folder: Path, count: int) -> Part:
    """`count` questions in all, as many of each kind, asked of the index in a folder."""
    path = folder / "index.sqlite"
    with Index.open(path) as index:
        kinds = {**hostile(), **of_index(index), **_spoilt()}
    tasks = [(kind, number) for number in range(-(-count // len(kinds))) for kind in kinds][:count]
    with ProcessPoolExecutor(
        _PROCESSES, multiprocessing.get_context("spawn"), _warm, (str(path),)
    ) as processes:
        futures = [processes.submit(_ask, str(path), *task) for task in tasks]
        met = [
            Asked("exception", 0.0, repr(error)) if (error := one.exception()) else one.result()
            for one in futures
        ]
    faults = tuple(
        f"{kind} {number}: {one.fault}" for (kind, number), one in zip(tasks, met, strict=True) if one.fault
    )
    slowest, (kind, _) = max(zip(met, tasks, strict=True), key=lambda one: one[0].seconds)
    return Part(
        "Questions of hostile text",
        f"Asked and shown in {len(FORMATS)} formats; the time is that of the processor, for asking alone, "
        f"once the index has been read, and may be {MOST_SECONDS} s.",
        f"{len(met):,} questions of {len(kinds)} kinds",
        faults,
        f"slowest {slowest.seconds * 1000:.0f} ms ({kind}), "
        f"mean {sum(one.seconds for one in met) / len(met) * 1000:.0f} ms",
        ("what came of them", "questions"),
        ((counted(Counter(one.told for one in met)), str(len(met))),),
    )


Maker = Callable[[random.Random], str]


def _spoilt() -> dict[str, Maker]:
    """Texts with signs that no keyboard has, code of other languages, and real questions with slips."""
    asked = [turns[-1] for turns in questions()]
    return {
        "signs that steer": lambda r: "".join(r.choices((*_SIGNS, "目標", "の"), k=r.randint(1, 60))),
        "any characters": lambda r: "".join(chr(r.randrange(0x110000)) for _ in range(r.randint(1, LONGEST))),
        "code": lambda r: r.choice(asked)[: r.randint(0, 20)] + "".join(r.choices(_CODE, k=r.randint(1, 6))),
        "marks upon marks": lambda r: "が" + chr(r.randrange(0x300, 0x36F)) * r.randint(1, LONGEST - 1),
        "questions with slips": lambda r: _slipped(r, r.choice(asked)),
        "questions joined": lambda r: "".join(r.choices(asked, k=12))[:LONGEST],
        "questions with signs": lambda r: r.choice(_SIGNS).join(r.choice(asked))[:LONGEST],
        "too long": lambda r: r.choice(asked) * r.randint(40, 4_000),
        "empty": lambda r: r.choice(("", " ", "\u3000", "？", "\n", "。", "「」", "\0")),
    }


def _slipped(chance: random.Random, text: str) -> str:
    letters = list(text)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(letters))
        letters[at : at + 1] = chance.choice(
            ([], [letters[at]] * chance.randint(2, 30), [chr(ord(letters[at]) + 1)], [chance.choice(text)])
        )
        letters = letters or ["の"]
    return unicodedata.normalize(chance.choice(("NFC", "NFD", "NFKC")), "".join(letters))


@cache
def _opened(path: str) -> tuple[Index, dict[str, Maker]]:
    index = Index.open(Path(path))
    return index, {**hostile(), **of_index(index), **_spoilt()}


def _warm(path: str) -> None:
    index, _ = _opened(path)
    for text in _WARM:
        ask(index, text)


def _ask(path: str, kind: str, number: int) -> Asked:
    """Asks the question with this number of its kind; every fifth stands behind others of the kind."""
    index, kinds = _opened(path)
    chance = random.Random(f"{_SEED} {kind} {number}")
    text = kinds[kind](chance)
    history = [kinds[kind](chance)[:60] or "目標" for _ in range(3 if number % 5 == 4 else 0)]
    started = time.process_time()
    try:
        answer = ask(index, text, history)
    except QuestionError as error:
        return Asked(f"refused as {error.code}", time.process_time() - started)
    seconds = time.process_time() - started
    steering = [name for name in FORMATS if _steers(render(answer, name))]
    fault = f"{steering} steer a terminal by {text!r}" if steering else ""
    if seconds > MOST_SECONDS:
        fault = f"{seconds:.2f} s for {text!r}"
    return Asked(answer.reason or answer.status, seconds, fault)


def _steers(shown: str) -> bool:
    """Whether a text holds signs that a terminal obeys; line breaks and tabs are none."""
    signs = set(shown.replace("\r\n", "\n")) - set("\n\t")
    return any(unicodedata.category(sign) == "Cc" for sign in signs)
