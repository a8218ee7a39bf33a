"""Names of departments: several in one cell, a trailing bracket of a name, or one column a level."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import is_blank, tidy
from corpus.words import vocabulary

_SURE = expression(r"[、,，;；\n/／]|\s*(?:及び|および)\s*")
_TRAILING = expression(
    r"^(?P<name>.*\S)\s*[【［\[〔](?P<inside>[^】］\]〕【［\[〔]+)[】］\]〕]\s*$", re.DOTALL
)
_TRAILING_ROUND = expression(r"^(?P<name>.*\S)\s*[(（](?P<inside>[^)）(（]+)[)）]\s*$", re.DOTALL)
_BRACKETED = expression(r"[(（][^)）]*[)）]")
_DROPPED = frozenset({"ほか", "他", "等", "など"})


def split_departments(text: str) -> tuple[str, ...]:
    """The departments of one cell. 「・」 divides only where each side ends like a department.

    >>> split_departments("企画課、財政課"), split_departments("図書館課・スポーツ・文化振興課")
    (('企画課', '財政課'), ('図書館課', 'スポーツ・文化振興課'))
    >>> split_departments("参事官（総合政策・企画担当）"), split_departments("政策局 企画課")
    (('参事官（総合政策・企画担当）',), ('政策局 企画課',))
    """
    if is_blank(text):
        return ()
    held = _BRACKETED.findall(text)
    bare = _BRACKETED.sub("\x00", text)
    pieces = [name for piece in _SURE.split(bare) for name in _split_soft(piece)]
    brackets = iter(held)
    names = (tidy(re.sub("\x00", lambda _: next(brackets), piece)) for piece in pieces)
    # A number under such a header is an extension, no name.
    named = (name for name in names if name not in _DROPPED and any(letter.isalpha() for letter in name))
    return tuple(dict.fromkeys(named))


def _split_soft(piece: str) -> list[str]:
    """Splits at 「・」 and blanks, and joins again what does not end like a department with what follows."""
    names: list[str] = []
    pending = ""
    for part in re.split(r"([・･]|[ \u3000]+)", piece.strip()):
        blank = pending if not pending.strip() else ""
        pending += part
        if names and blank and _is_within(names[-1], part):
            # 「政策局　企画課」 is one office, named with the bureau that it is in.
            names[-1] += f"\u3000{pending.strip()}"
            pending = ""
        elif _ends_well(part):
            names.append(pending.strip(" \u3000・･"))
            pending = ""
    rest = pending.strip(" \u3000・･")
    if rest and names and not _DROPPED.intersection((rest,)):
        return [piece.strip()]
    return names or [rest]


def _is_within(outer: str, inner: str) -> bool:
    """Whether the first ends as an office of a higher level does than the second: 局 before 課."""
    levels = [_level(name) for name in (outer, inner)]
    return -1 < levels[0] < levels[1]


def _level(name: str) -> int:
    """The place among the levels of offices, the highest 0; -1 for a name that ends like none."""
    ends = vocabulary("headers")["chain"]["order"]
    bare = name.replace("\x00", "")
    return next((place for place, some in enumerate(ends) if bare.endswith(tuple(some))), -1)


def _ends_well(name: str) -> bool:
    return compact(name).replace("\x00", "").endswith(tuple(vocabulary("headers")["departments"]["endings"]))


def looks_like_departments(text: str) -> bool:
    """Whether every name in the text ends like a department.

    >>> looks_like_departments("企画課・市民課"), looks_like_departments("新規")
    (True, False)
    """
    names = split_departments(text)
    return bool(names) and all(_ends_well(_BRACKETED.sub("", name)) for name in names)


def split_trailing(text: str, *, announced: bool) -> tuple[str, str]:
    """A name and the departments in its trailing bracket: (name, ""), where the bracket holds none.

    `announced` says that the header promises them; then round brackets count as well.

    >>> split_trailing("広報・広聴の充実 【財政課】", announced=False)
    ('広報・広聴の充実', '財政課')
    >>> split_trailing("広報の充実【新規】", announced=True)
    ('広報の充実【新規】', '')
    """
    match = _TRAILING.match(text) or (_TRAILING_ROUND.match(text) if announced else None)
    if match and looks_like_departments(match["inside"]):
        return match["name"].strip(), match["inside"].strip()
    return text, ""


def from_chain(levels: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The departments of a row with one column a level, from (header words, text) pairs, outermost first.

    They are the division and the office in it (課, 室); a bureau only where no division is printed.

    >>> from_chain([("局", "支援局"), ("課", "家庭福祉課"), ("室", "ひとり親家庭等支援室")])
    ('家庭福祉課', 'ひとり親家庭等支援室')
    >>> from_chain([("局", "支援局"), ("課", "")]), from_chain([("担当課", "企画課・市民課")])
    (('支援局',), ('企画課', '市民課'))
    """
    chain = vocabulary("headers")["chain"]
    levelled = {*chain["upper"], *chain["lower"], *chain["smallest"]}
    filled = [(words, text) for words, text in levels if not is_blank(text)]
    if len({words for words, _ in levels} & levelled) < 2:
        return tuple(dict.fromkeys(name for _, text in filled for name in split_departments(text)))
    others = [text for words, text in filled if words not in levelled]
    lower = [text for words, text in filled if words in chain["lower"]]
    for texts in (lower, [text for words, text in filled if words in chain["upper"]][-1:]):
        if texts:
            return tuple(dict.fromkeys(name for text in texts + others for name in split_departments(text)))
    rest = [text for _, text in filled]
    return tuple(dict.fromkeys(name for text in rest for name in split_departments(text)))
