"""The shortest time of each of several works, which the benchmarks beside this file print."""

import gc
import time
from collections.abc import Callable


def best(
    *works: Callable[[], object],
    rounds: int = 5,
    clock: Callable[[], float] = time.process_time,
    collect: bool = False,
) -> list[float]:
    """Return the shortest time of each work in seconds; they take turns, so that all meet the same machine.

    ``collect`` clears garbage away before each; it suits works that leave much, and slows those of milliseconds.
    """
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            if collect:
                gc.collect()
            start = clock()
            work()
            taken.append(clock() - start)
    return [min(taken) for taken in times]


def least(work: Callable[[], object], rounds: int = 5) -> float:
    """Return the shortest processor time of one work in seconds."""
    return best(work, rounds=rounds)[0]
