"""Tells the shading of cells from rules, and draws the sides of a table that its shading alone shows.

Shading is no rule where rules are drawn: it is often set into the cell. But office programs leave out the
rule at the outer side of a table whose cells are shaded: there the shading of its rows ends.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from pdfplumber.page import Page

NEAR = 3.0
"""Rules less than this far apart, in points, are one: what pdfplumber snaps together."""

# A filled rectangle that is wider and higher than this, in points, and not outlined is shading and no rule.
_THICK = 4.0
# Shading over so much of the page is its background.
_BACKGROUND = 0.7
# So many shaded cells below one another, with rules between them, are a column; a rule so near is its side.
_CELLS, _BESIDE = 3, 6.0


def rule(x0: float, top: float, x1: float, bottom: float) -> dict[str, Any]:
    """A rule as pdfplumber takes it."""
    place = {"x0": x0, "x1": x1, "top": top, "bottom": bottom}
    return {"object_type": "line", "width": x1 - x0, "height": bottom - top, **place}


def without_shading(page: Page) -> tuple[Page, list[dict[str, Any]], bool]:
    """The page less its shading where other rules are drawn, and the sides that only shading shows.

    Else the page with its shading, and True: it makes the cells.
    """
    ruled = page.filter(lambda item: not _is_shading(item))
    if any(edge["orientation"] == "v" for edge in ruled.edges):
        return ruled, _sides(page, ruled), False
    most = _BACKGROUND * page.width * page.height
    return page.filter(lambda item: not _is_shading(item) or item["width"] * item["height"] < most), [], True


def _is_shading(item: dict[str, Any]) -> bool:
    return (
        item["object_type"] in ("rect", "curve")
        and bool(item.get("fill"))
        and not item.get("stroke")
        and min(item["width"], item["height"]) > _THICK
    )


def _sides(page: Page, ruled: Page) -> list[dict[str, Any]]:
    """The outer sides of columns of shaded cells that have rules between them and none there."""
    columns: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for rect in page.rects:
        if _is_shading(rect):
            columns.setdefault((round(rect["x0"]), round(rect["x1"])), []).append(rect)
    level = [edge for edge in ruled.edges if edge["orientation"] == "h"]
    upright = [edge for edge in ruled.edges if edge["orientation"] == "v"]
    found = []
    for cells in columns.values():
        if len(cells) < _CELLS:
            continue
        cells.sort(key=lambda cell: float(cell["top"]))
        seams = sum(
            abs(above["bottom"] - below["top"]) <= NEAR and _is_ruled(level, above)
            for above, below in pairwise(cells)
        )
        if seams < max(_CELLS - 1, len(cells) - 1):
            continue
        top, bottom = float(cells[0]["top"]), float(cells[-1]["bottom"])
        x0, x1 = float(cells[0]["x0"]), float(cells[0]["x1"])
        found += [rule(x, top, x, bottom) for x in (x0, x1) if not _has(upright, x, top, bottom)]
        found += [rule(x0, y, x1, y) for y in (top, bottom) if not _has(level, y, x0, x1)]
    return found


def _is_ruled(level: list[dict[str, Any]], cell: dict[str, Any]) -> bool:
    """Whether a rule is drawn along the lower side of a cell."""
    return any(
        abs(edge["top"] - cell["bottom"]) <= NEAR
        and edge["x0"] <= cell["x0"] + NEAR
        and edge["x1"] >= cell["x1"] - NEAR
        for edge in level
    )


def _has(edges: list[dict[str, Any]], at: float, low: float, high: float) -> bool:
    """Whether a rule runs along most of a side or close by it."""
    middle = (low + high) / 2
    across, start, end = (
        ("x0", "top", "bottom") if edges and edges[0]["orientation"] == "v" else ("top", "x0", "x1")
    )
    return any(abs(edge[across] - at) <= _BESIDE and edge[start] <= middle <= edge[end] for edge in edges)
