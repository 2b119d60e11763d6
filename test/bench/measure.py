"""Runs a command and writes what it took, as the kernel counts it: wall time, processor time and largest resident memory.

usage: measure.py FIGURES.json COMMAND [ARGUMENT…]
"""

import json
import os
import sys
import time

start = time.perf_counter()
pid = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
seconds = time.perf_counter() - start
with open(sys.argv[1], "w") as file:
    unit = 1 if sys.platform == "darwin" else 1024
    json.dump({"ms": 1000 * seconds, "cpuMs": 1000 * (usage.ru_utime + usage.ru_stime), "bytes": usage.ru_maxrss * unit}, file)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
