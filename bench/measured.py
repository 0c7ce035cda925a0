"""Runs a command and prints what it took, as JSON; ends as it ended.

python -m bench.measured COMMAND [ARGUMENT …]

A process of its own, and a small one: a command inherits the memory mark of who starts it.
"""

import json
import resource
import subprocess
import sys
import time


def main() -> None:
    """Seconds, and MiB of the command's largest process."""
    started = time.perf_counter()
    done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=False)  # noqa: S603
    seconds = time.perf_counter() - started
    peak_mib = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mib": peak_mib}))
    raise SystemExit(done.returncode)


if __name__ == "__main__":
    main()
