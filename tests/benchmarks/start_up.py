"""How long the command line takes to start, beside its two libraries: ``python tests/benchmarks/start_up.py``.

Prints, in one run and taken in turn, the wall time of ``python -c "import click, rich"`` and of ``legaltools --help``
(least and middle of several) and their ratio.
"""

import statistics
import subprocess
import sys
import time

ROUNDS = 25
COMMANDS = {
    "import click, rich": [sys.executable, "-c", "import click, rich"],
    "legaltools --help": [sys.executable, "-m", "legaltools", "--help"],
}


def main() -> None:
    """Print everything."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append(time.perf_counter() - start)
    for name, taken in times.items():
        print(f"{name:20} {1000 * min(taken):6.0f} ms, middle {1000 * statistics.median(taken):6.0f} ms")
    theirs, ours = (min(taken) for taken in times.values())
    print(f"legaltools --help takes {ours / theirs:.2f} times as long as its libraries")


if __name__ == "__main__":
    main()
