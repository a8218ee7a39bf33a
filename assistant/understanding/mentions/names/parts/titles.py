"""Words that the title of a row has to have, or must not: 「名前に『児童』が入る」, 'with "DX" in the name'.

They stand in quotation marks, in brackets, or as they are; brackets belong to the words (「（仮称）」).
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.model.answer import Language
from assistant.model.mention import Mention
from assistant.model.span import Span
from assistant.understanding.mentions.names.parts.runs import runs_before
from assistant.understanding.prepared import Prepared
from assistant.words import grammar
from corpus.text.expressions import expression

COST = 1.05
_P = grammar.pattern
_ONE = r"[「『\"“'‘][^「」『』\"“”]{{1,60}}?[」』\"”'’]"
_QUOTED = rf"(?P<{{0}}>{_ONE}(?: ?{_P('joints_of_words')} ?{_ONE}){{{{0,3}}}})"
_BRACKETED = r"(?P<{0}>[(【\[][^()【】\[\]]{{1,40}}[)】\]])"
_BARE = r"(?P<{0}>[^「」『』、。,?？\s]{{2,30}}?)"
_TITLE = rf"(?<![㐀-鿿]){_P('titles')}"
_HAS = rf"(?:(?P<not>{_P('titled_not')})|{_P('titled')})"


def _words(name: str, *forms: str) -> str:
    """One of the forms of words, each in a group of its own name."""
    return "(?:" + "|".join(form.format(f"{name}{at}") for at, form in enumerate(forms)) + ")"


_JOINT = rf"{_P('so_called')}?{_P('joints_to_titled')}?"
_MARKED, _SAID = _words("a", _QUOTED, _BRACKETED), _words("a", _BARE)
_JAPANESE = (
    expression(rf"{_TITLE}{_P('in_titles')} ?{_MARKED}{_JOINT} ?{_HAS}"),
    expression(rf"{_TITLE}{_P('in_titles')}{_SAID}{_P('joints_to_bare_title')}{_HAS}"),
    expression(rf"{_MARKED}{_JOINT}{_TITLE}{_P('in_titles')}{_HAS}"),
    expression(rf"^{_SAID}{_P('joints_before_title')}{_TITLE}{_P('in_titles')}{_HAS}"),
)
# 「渡し船と名のつく事業」
_NAMED_SO = expression(rf"(?:{_MARKED})?(?P<behind>{_P('named_so')})")
_LATIN = r"(?P<{0}>[^\s\"“”,?.;][^\"“”,?.;]{{0,40}}?)"
_IN = rf"in {_P('possessives')} {_P('english_titles')}(?![a-z])"
_CALLED = rf"(?:{_P('english_so_called')} )?"
_WITH = rf"(?<![a-z])(?:(?P<not>{_P('english_titled_not')})|{_P('english_titled')})"
_CONTAINS = rf"(?:(?P<not>{_P('english_lack')})|{_P('english_contain')})"
_ENGLISH = (
    expression(rf"{_WITH} {_CALLED}{_MARKED} {_IN}"),
    expression(rf"{_MARKED} {_IN}"),
    expression(rf"{_WITH} {_CALLED}{_words('a', _LATIN)} {_IN}"),
    expression(rf"(?<![a-z]){_P('whose')} {_P('english_titles')} {_CONTAINS} {_CALLED}{_MARKED}"),
    expression(
        rf"(?<![a-z]){_P('whose')} {_P('english_titles')} {_CONTAINS} {_CALLED}{_words('a', _LATIN)}"
        rf"(?=$|[?,.;]| {_P('behind_english_title')} )"
    ),
)


def title_mentions(prepared: Prepared) -> Iterator[Mention]:
    """Words of titles; `titled` is what has to be in one, `untitled` what must not."""
    japanese = any(word in prepared.folded for word in grammar.words("titles"))
    english = prepared.language is Language.ENGLISH
    forms = (*(_JAPANESE if japanese else ()), *(_ENGLISH if english else ()))
    for match in (match for form in forms for match in form.finditer(prepared.folded)):
        groups = match.groupdict()
        words = "\n".join(_each(groups["a0"] or groups.get("a1") or ""))
        if words:
            meaning = "untitled" if groups.get("not") else "titled"
            yield Mention(Span(*match.span()), words, (meaning,), cost=COST)
    yield from _named_so(prepared)


def _named_so(prepared: Prepared) -> Iterator[Mention]:
    """Words that are said to be in a name without a word for it, 「渡し船と名のつく」: the nouns right
    before, unless others stand in quotation marks.
    """
    if not any(word in prepared.folded for word in grammar.words("named_so")):
        return
    for match in _NAMED_SO.finditer(prepared.folded):
        start, end = match.span()
        said = match["a0"] or match["a1"] or ""
        if not said:
            start = min((run.start for run in runs_before(prepared, start, ())), default=start)
            said = prepared.folded[start : match.start()]
        words = "\n".join(_each(said))
        if words:
            yield Mention(Span(start, end), words, ("titled",), cost=COST)


_MARKS = "「『\"“'‘」』”’ "
_APART = expression(
    rf"(?<=[」』\"”'’]) ?{_P('joints_of_words')} ?(?=[「『\"“'‘])|{_P('or_between_words')}(?![ぁ-ん])"
)


def _each(said: str) -> list[str]:
    """The words of which either will do: 「AIかRPA」.

    >>> _each("「AI」か「RPA」"), _each("AIかRPA"), _each("(仮称)")
    (['AI', 'RPA'], ['AI', 'RPA'], ['(仮称)'])
    """
    return [words for part in _APART.split(said) if (words := part.strip(_MARKS))]
