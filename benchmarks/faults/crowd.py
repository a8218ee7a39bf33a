"""Many clients at once, as `benchmarks.load` makes them: whether any goes without an answer."""

from __future__ import annotations

from benchmarks import load, server
from benchmarks.faults.part import Part
from benchmarks.timing import percentile


def measured(environment: dict[str, str], *, short: bool) -> Part:
    """Clients that ask without a pause, more of them, and one beside connections that send nothing."""
    each, seconds = (6, 1.0) if short else (load.EACH, load.SECONDS)
    with server.running(environment, workers=load.WORKERS) as (address, process):
        met = {
            f"{load.CLIENTS} clients": load.crowd(address, load.CLIENTS, each, seed=1, process=process),
            f"{load.CROWD} clients": load.crowd(address, load.CROWD, each // 4 or 1, seed=4, process=process),
            f"one client beside {load.IDLE} idle connections": load.beside_idle(address, load.IDLE, seconds),
        }
    worst = max(time for told in met.values() for time in told.times)
    return Part(
        "Load",
        f"`benchmarks.load` with {load.WORKERS} workers; `python -m benchmarks.load` measures more of it.",
        f"{sum(len(told.times) for told in met.values()):,} answers",
        tuple(f"{what}: {error}" for what, told in met.items() for error in told.errors),
        f"slowest answer {worst:.1f} s",
        ("clients", "answers", "median", "95th percentile", "errors"),
        tuple(
            (
                what,
                f"{len(told.times):,}",
                *(f"{percentile(told.times, percent) * 1000:.0f} ms" for percent in (50, 95)),
                str(len(told.errors)),
            )
            for what, told in met.items()
        ),
    )
