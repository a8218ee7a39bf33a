"""Rows and documents as plain values for JSON, as the API gives them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from urllib.parse import quote

from corpus.document import Actual, Cell, Kpi, Locator, Rating, Row, Target
from index.records import DocumentInfo


def document_object(info: DocumentInfo, findings: int) -> dict[str, Any]:
    """A document with the number of its rows and findings; `fiscal_year` is null where it is not known."""
    return {
        "id": info.id,
        "title": info.title,
        "publisher": info.publisher,
        "file": info.file,
        "digest": info.digest,
        "fiscal_year": info.fiscal_year,
        "rows": info.row_count,
        "findings": findings,
        "built_at": info.built_at,
        "url": f"/documents/{quote(info.id)}",
    }


def row_object(row: Row, language: str) -> dict[str, Any]:
    """A row with all its cells, ratings and KPIs; `url` is its address on this server."""
    return {
        "document": row.document,
        "number": row.number,
        "title": row.title,
        "section": row.section,
        "group": {"number": row.group_number, "title": row.group},
        "departments": list(row.departments),
        "year": row.year,
        "ratings": [_rating(rating) for rating in row.ratings],
        "kpis": [_kpi(kpi) for kpi in row.kpis],
        "cells": [_cell(cell, language) for cell in row.cells],
        **_place(row.locator, language),
        "url": row_url(row),
    }


def row_url(row: Row) -> str:
    """The address of a row on this server, percent-encoded."""
    return f"/documents/{quote(row.document)}/rows/{quote(row.number, safe='')}"


def text_url(document: str, number: int) -> str:
    """The address of a passage on this server, percent-encoded."""
    return f"/documents/{quote(document)}/text/{number}#text-{number}"


def _place(locator: Locator, language: str) -> dict[str, Any]:
    return {"line": locator.line, "locator": locator.label(language)}


def _rating(rating: Rating) -> dict[str, Any]:
    return {
        "value": rating.value,
        "column": rating.column,
        "inferred": rating.inferred,
        "basis": rating.basis,
    }


def _cell(cell: Cell, language: str) -> dict[str, Any]:
    return {
        "column": cell.column,
        "role": cell.role.value,
        "text": cell.text,
        "printed": cell.printed,
        **_place(cell.locator, language),
    }


def _kpi(kpi: Kpi) -> dict[str, Any]:
    return {
        "name": kpi.name,
        "text": kpi.text,
        "state": kpi.state.value,
        "target": _target(kpi.target) if kpi.target else None,
        "actual": _actual(kpi.actual) if kpi.actual else None,
        "baseline": _actual(kpi.baseline) if kpi.baseline else None,
        "rate": number(kpi.rate),
        "gap": number(kpi.gap),
    }


def _target(target: Target) -> dict[str, Any]:
    return {
        "text": target.text,
        "value": number(target.value),
        "unit": target.unit,
        "comparator": target.comparator.value,
        "due": target.due,
        "every_year": target.every_year,
        "cumulative": target.cumulative,
    }


def _actual(actual: Actual) -> dict[str, Any]:
    return {
        "text": actual.text,
        "value": number(actual.value),
        "unit": actual.unit,
        "year": actual.year,
        "labelled": actual.labelled,
    }


def number(value: Decimal | None) -> int | float | None:
    """A decimal as JSON has it: an integer where it is one, else the nearest float; null stays null."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
