"""What a header says: its plain words, its announced parts, its year, and the roles its words allow.

The words are in `vocabulary/headers.toml`. What the cells below say comes later, in `columns`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corpus.document import Role
from corpus.frozen import dataclass
from corpus.text.dates import find_dates, fiscal_year, year_in_era
from corpus.text.expressions import expression
from corpus.text.folding import compact
from corpus.text.plain import tidy
from corpus.words import vocabulary


@dataclass(frozen=True, slots=True)
class Header:
    """One header cell taken apart.

    `words` are compared with the vocabulary (without brackets, dates, notes); `parts` are the labels in 【】;
    `year` is the fiscal year it names; `roles` are those that the words allow, the likeliest first; `known`
    is False where no word of the vocabulary fits.
    """

    printed: str
    words: str
    parts: tuple[str, ...]
    year: int | None
    roles: tuple[Role, ...]
    known: bool


_PARTS = expression(r"【([^】]*)】")
_BRACKETS = expression(r"[(（\[［〔〈<＜][^)）\]］〕〉>＞]*[)）\]］〕〉>＞]|【[^】]*】")
# A header that is set in brackets as a whole, of a kind that is there for looks.
_WHOLE = expression(r"[【\[［〈<＜〔]([^【】\[\]［］〈〉<>＜＞〔〕]+)[】\]］〉>＞〕]")
_NOTE = expression(r"[※*＊].*$", re.DOTALL)
_YEAR_ONLY = expression(r"(?:19|20)[0-9]{2}(?:年度?)?(?:以降|まで|以前)?$|[rh][0-9]{1,2}(?:年度?)?(?:以降)?$")
_ORDINAL = expression(r"^[0-9]{1,2}[.)]?(?=\D)|(?<=\D)[(]?[0-9]{1,2}[)]?$|(?<=指標)[ア-ン](?:$|:(?=\D))")
_NUMBERED = frozenset({Role.KPI, Role.TARGET, Role.ACTUAL, Role.BASELINE, Role.RATE})
_JOINERS = expression(r"[・/,、＆&]|及び|および|並びに|または|又は|と(?!も)")


@lru_cache(maxsize=4096)
def read_header(printed: str) -> Header:
    """The header taken apart; `roles` is (OTHER,) where nothing fits.

    >>> header = read_header("実績値（R6）")
    >>> header.words, header.year, header.roles
    ('実績値', 2024, (<Role.ACTUAL: 'actual'>,))
    >>> read_header("個別施策 【担当課】").parts, read_header("推進チームの 所見").roles[0].value
    (('担当課',), 'rating')
    """
    whole = _WHOLE.fullmatch(printed.strip())
    parts = () if whole else tuple(tidy(part) for part in _PARTS.findall(printed) if part.strip())
    words = plain_words(printed)
    roles = _roles(words)
    return Header(printed, words, parts, header_year(printed), roles or (Role.OTHER,), bool(roles))


def plain_words(printed: str) -> str:
    """The header's own words, for comparison: folded, without brackets, dates, notes and white space.

    >>> plain_words("令和５年度\\n決算額(千円)※1"), plain_words("2023(令和5)年度"), plain_words("【評価】")
    ('決算額', '', '評価')
    """
    whole = _WHOLE.fullmatch(printed.strip())
    inside = _BRACKETS.sub("", printed) if not whole else ""
    bare = whole[1] if whole else _NOTE.sub("", inside or printed) or printed
    for mention in reversed(find_dates(bare)):
        bare = bare[: mention.start] + bare[mention.end :]
    words = compact(_BRACKETS.sub("", bare))
    if _YEAR_ONLY.match(words):
        return ""
    return words.strip(":|*-~_#.") or ("#" if "#" in words else words)


@lru_cache(maxsize=4096)
def header_year(printed: str) -> int | None:
    """The fiscal year that a header names; None for none, or for more than one.

    >>> header_year("2023(令和5)年度"), header_year("2025 以降"), header_year("実績値（R6）")
    (2023, 2025, 2024)
    """
    years = {fiscal_year(mention) for mention in find_dates(printed)}
    if not years and _YEAR_ONLY.match(folded := compact(printed)) and folded[:4].isdigit():
        years = {int(folded[:4])}
    return years.pop() if len(years) == 1 else None


def year_of_cell(text: str) -> int | None:
    """The fiscal year in a cell of a column of years, where the number alone is enough.

    >>> year_of_cell("令和6年度"), year_of_cell("6"), year_of_cell("6か所")
    (2024, 2024, None)
    """
    return header_year(text) or year_in_era(text)


def part_role(label: str) -> Role | None:
    """The role of a labelled part of a cell; None where the label is no part but a heading in the text.

    >>> part_role("KPI達成状況"), part_role("評価に関する補足"), part_role("企画課")
    (<Role.ACTUAL: 'actual'>, <Role.OTHER: 'other'>, None)
    """
    words = compact(label)
    lists = vocabulary("headers")["parts"]
    for name in ("actual", "kpi", "other"):
        if words in lists[name]:
            return Role(name)
    return Role.OTHER if words.endswith(tuple(lists["other"])) else None


def paired_roles(printed: str) -> tuple[Role, ...]:
    """TARGET and ACTUAL in the order in which the header names them; empty where it does not name both.

    >>> [role.value for role in paired_roles("目標／実績")], paired_roles("目標値")
    (['target', 'actual'], ())
    >>> [role.value for role in paired_roles("実績値（目標値）")]
    ['actual', 'target']
    """
    pieces = [piece for piece in re.split(r"[・/／()（）]", printed) if piece.strip()]
    found = [Role.ACTUAL if (role := _role(plain_words(piece))) is Role.RESULT else role for piece in pieces]
    roles = tuple(role for role in found if role is not None)
    return roles if len(roles) == len(pieces) == 2 and set(roles) == {Role.TARGET, Role.ACTUAL} else ()


@cache
def _roles(words: str) -> tuple[Role, ...]:
    whole = _role(words)
    pieces = [piece for piece in _JOINERS.split(words) if piece]
    if words in _exact() or whole is Role.OTHER or len(pieces) < 2:
        return (whole,) if whole else ()
    found = [role for piece in pieces if (role := _role(piece))]
    return tuple(dict.fromkeys(found)) or ((whole,) if whole else ())


def _role(words: str) -> Role | None:
    """The role of the longest word that is the header or ends it."""
    if role := _exact().get(words):
        return role
    for start in range(len(words)):
        if role := _suffix().get(words[start:]):
            return role
    # 「担当課等」 are those and others.
    if (other := words.removesuffix("等")) != words and (role := _role(other)):
        return role
    # 「目標値2」 and 「②指標名」 are one of several.
    bare = _ORDINAL.sub("", words)
    role = _role(bare) if bare != words else None
    return role if role in _NUMBERED else None


@cache
def _exact() -> dict[str, Role]:
    return _table("exact") | {word: role for word, role in _suffix().items() if word not in _table("exact")}


@cache
def _suffix() -> dict[str, Role]:
    return _table("suffix")


def _table(kind: str) -> dict[str, Role]:
    found: dict[str, Role] = {}
    for name, words in vocabulary("headers")["roles"].items():
        for word in words.get(kind, ()):
            found.setdefault(compact(word), Role(name))
    return found
