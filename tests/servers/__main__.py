"""`python -m tests.servers [--only A,B] COMMAND…` runs a command beside real servers, with their addresses in its environment.

`python -m tests.servers build` only builds them. A server that does not come up ends the whole with status 1.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys

from tests.servers.addresses import REQUIRED
from tests.servers.fleet import servers
from tests.servers.kinds import KINDS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.servers", description=__doc__)
    parser.add_argument("--only", default=",".join(KINDS), help=f"some of {', '.join(KINDS)}")
    parser.add_argument("command", nargs=argparse.REMAINDER, metavar="COMMAND")
    asked = parser.parse_args()
    names = asked.only.split(",")
    if asked.command == ["build"]:
        for name in names:
            KINDS[name].build()
        return 0
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are ended too
    with servers(names) as running:
        addresses = {server.kind.variable: server.url for server in running.values()}
        for variable, url in addresses.items():
            print(f"{variable}={url}", file=sys.stderr)
        return subprocess.call(asked.command, env=os.environ | addresses | {REQUIRED: "1"})


if __name__ == "__main__":
    sys.exit(main())
