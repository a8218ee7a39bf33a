"""Small readings of a cell's text that several steps share: tidying, mark-up, blanks, numbers of rows."""

from __future__ import annotations

import re
import unicodedata

from corpus.text.expressions import expression
from corpus.text.folding import compact, fold

# Tags that converters leave in cells; 「<施策>」 in Japanese text is none.
_TAG = expression(
    r"</?(?:a|abbr|b|big|body|br|center|code|col|colgroup|dd|del|div|dl|dt|em|font|h[1-6]|hr|html|i|img|ins|li|mark|ol"
    r"|p|pre|s|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_STRUCK = expression(r"<(s|del|strike)(?:\s[^<>]*)?>(?:(?!<\1[\s>]).)*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BLANK = expression(r"[-－ー―–—‐−/／・*＊…\s]*")
_NUMBER = expression(
    r"(?:no\.?)?[(（]?(?:[0-9]{1,8}|[ivx]{1,4}|[a-zア-ン])"
    r"(?:(?:[-._－―/の]|(?<=[0-9])ー)[0-9a-zア-ン]{1,6}){0,4}[)）.]?",
    re.IGNORECASE,
)
_LEADING = expression(
    r"\s*(?:[(（]([0-9]{1,3})[)）]|([①-⑳])|([0-9]{1,3}(?:[-－ー.．][0-9]{1,3}){1,3})[.．:：]?(?=[\s\u3000\D])"
    r"|([0-9]{1,3})(?:[.．:：]|(?=[\s\u3000])))[\s\u3000]*"
)
_COUNTER = expression(
    r"[\s\u3000]*[(（][\s\u3000]*[0-9０-９]+[\s\u3000]*[/／][\s\u3000]*[0-9０-９]+[\s\u3000]*[)）][\s\u3000]*$"
)
_SPACED = expression(r"\S(?:[ \u3000]+\S)+")
_WRITTEN = "[⺀-⿕ぁ-ゖァ-ヺー々〆㐀-鿿、。・「」（）]"
_NOTE = expression(r"\s*(?:[※＊*]|[(（\[［]?注[0-9０-９]*[)）\]］:：　 ]|(?:備考|資料|出典|出所)[:：])")
_BULLET = expression(r"^[◆■●◇□○◎▼▲★☆※・\s\u3000]+")


def tidy(text: str) -> str:
    """One line: white space runs become a space, and none stays between kana and kanji.

    An ideographic space is the writer's own and stays, as a plain one.

    >>> tidy("窓口 における\\n行政事務"), tidy("open\\ndata の公開"), tidy("第１章　総論")
    ('窓口における行政事務', 'open data の公開', '第１章 総論')
    >>> tidy("Ⅰ 市民サービス")
    'Ⅰ 市民サービス'
    """
    kept = re.sub(rf"(?<={_WRITTEN})[ \t\r\n]+(?={_WRITTEN})", "", text.strip())
    return one_line(kept)


def one_line(text: str) -> str:
    """The text with each run of white space as one space.

    >>> one_line(" 令和5年度\\n評価　一覧")
    '令和5年度 評価 一覧'
    """
    return re.sub(r"\s+", " ", text.strip())


def closed(text: str) -> str:
    """The text without blanks where each letter stands by itself.

    >>> closed("一　般　会 計"), closed("一般 会計")
    ('一般会計', '一般 会計')
    """
    return "".join(text.split()) if _SPACED.fullmatch(text.strip()) else text


def is_note(text: str) -> bool:
    """Whether the text is a note below a table.

    >>> is_note("※評価　◎：達成"), is_note("(注) 速報値"), is_note("資料：台帳"), is_note("注文住宅の支援")
    (True, True, True, False)
    """
    return _NOTE.match(text) is not None


def without_markup(text: str) -> str:
    """The text without the tags of a web page, and without what they strike out.

    >>> without_markup('<ul style="x"> ・講座を実施<br>した <施策>'), without_markup("<s>45</s>50件")
    ('・講座を実施した <施策>', '50件')
    """
    return _TAG.sub("", _STRUCK.sub("", text)).strip() if "<" in text else text


def is_blank(text: str) -> bool:
    """Whether the cell says nothing: empty, or dashes alone.

    >>> is_blank("－"), is_blank(" ー "), is_blank("特に無し。")
    (True, True, False)
    """
    return _BLANK.fullmatch(text) is not None


def number_like(text: str) -> bool:
    """Whether the text is the number of a row: 9-3, No.12, (3), 1-ア; a year is too.

    >>> number_like("9-3"), number_like("００１２"), number_like("A"), number_like("実施")
    (True, True, True, False)
    >>> number_like("9ー3"), number_like("コード")
    (True, False)
    """
    narrow = unicodedata.normalize("NFKC", text).strip()
    return len(narrow) <= 20 and _NUMBER.fullmatch(narrow) is not None


def plain_number(text: str) -> str:
    """A row number as it is asked for: half width, one dash, no brackets or spaces.

    >>> plain_number("９－３"), plain_number("No. 12"), plain_number("(３)")
    ('9-3', '12', '3')
    """
    folded = compact(text.strip())
    folded = re.sub(r"^(?:no|№)\.?", "", folded).strip("().")
    original = unicodedata.normalize("NFKC", text)
    if re.search(r"[A-Z]", original):
        folded = folded.upper()
    return re.sub(r"(?<=[0-9])[ー―](?=[0-9])", "-", folded)


def leading_number(text: str) -> tuple[str, str]:
    """The number that begins a name, and the rest; ("", the text) for a name without one.

    >>> leading_number("1-2 窓口の改善"), leading_number("①広報"), leading_number("2024年度の広報")
    (('1-2', '窓口の改善'), ('1', '広報'), ('', '2024年度の広報'))
    """
    match = _LEADING.match(text)
    if not match or match.end() == len(text):
        return "", text
    return plain_number(next(group for group in match.groups() if group)), text[match.end() :]


def plain_heading(text: str) -> str:
    """A heading without its marks, page counter and the colon behind it.

    >>> plain_heading("◆ 子育ての支援（2/4）"), plain_heading("【総括】"), plain_heading("総務部：")
    ('子育ての支援', '総括', '総務部')
    """
    bare = _COUNTER.sub("", _BULLET.sub("", text)).rstrip(" \u3000：:")
    if bare.startswith("【") and bare.endswith("】") and bare.count("【") == 1:
        bare = bare[1:-1]
    return tidy(bare) or tidy(text)


def page_counter(text: str) -> str:
    """The page counter of a heading, folded; empty where it has none.

    >>> page_counter("◆ 健康づくり（１/２）")
    '(1/2)'
    """
    match = _COUNTER.search(text)
    return compact(match[0]) if match else ""


UNHEADED = "列目"
"""What a column without a header is called by, behind its place."""


def is_unheaded(header: str) -> bool:
    """Whether a header is the place of a column that has none: 「3列目」.

    >>> is_unheaded("3列目"), is_unheaded("3列目の値")
    (True, False)
    """
    return header.endswith(UNHEADED) and header.removesuffix(UNHEADED).isdecimal()


def bare_label(label: str) -> str:
    """A label, folded, without what stands in brackets in it; one that is all in brackets as it is.

    >>> bare_label("平均年収（世帯全員）"), bare_label("（再掲）")
    ('平均年収', '(再掲)')
    """
    return _IN_BRACKETS.sub("", fold(label)) or fold(label)


_IN_BRACKETS = expression(r"[(（][^()（）]*[)）]", needs="(（")
