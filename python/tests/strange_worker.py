"""Speaks as `yusuan worker` does, and on a file does what it is told."""

import json
import os
import signal
import struct
import sys
import time
from pathlib import Path
from typing import Any

folder = Path(os.environ["STRANGE_FOLDER"])
on_file = os.environ["STRANGE_ON_FILE"]


def receive() -> tuple[Any, bytes]:
    lengths = sys.stdin.buffer.read(8)
    if len(lengths) < 8:
        sys.exit()
    head, body = struct.unpack(">II", lengths)
    return json.loads(sys.stdin.buffer.read(head)), sys.stdin.buffer.read(body)


def send(head: Any, body: bytes = b"") -> None:
    text = json.dumps(head).encode()
    sys.stdout.buffer.write(struct.pack(">II", len(text), len(body)) + text + body)
    sys.stdout.buffer.flush()


signal.signal(signal.SIGINT, signal.SIG_IGN)
(folder / f"pid-{os.getpid()}").touch()
while True:
    receive()
    starts = len(list(folder.glob("pid-*")))
    if on_file == "die" or (on_file == "die once" and starts == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    elif on_file == "sleep":
        time.sleep(60)
    elif on_file == "babble":
        sys.stdout.write("This is not what was asked for.\n")
        sys.stdout.flush()
        time.sleep(60)
    elif on_file == "version 3":
        document = b'{"format":"yusuan.document/3"}'
        send({"status": "ok", "program": "p", "parts": [{"name": "document", "bytes": len(document)}]}, document)
    else:
        error = {"code": "damaged", "message": f"start {starts}"}
        send({"status": "failed", "program": "p", "stage": "read", "page": 2, "error": error})
