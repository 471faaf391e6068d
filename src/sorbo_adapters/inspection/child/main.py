"""The child: reads tasks from its standard input, opens files, answers on its standard output."""

import os
import signal
import sys
from typing import BinaryIO

import msgspec

from sorbo_adapters.inspection.child import fence
from sorbo_adapters.inspection.child.images.drawing import draw
from sorbo_adapters.inspection.child.judge import look
from sorbo_adapters.inspection.child.refuse import Refuse
from sorbo_adapters.inspection.child.text import text_of
from sorbo_adapters.inspection.messages import (
    LENGTH_BYTES,
    READY,
    Answer,
    Draw,
    Look,
    Read,
    Refusal,
    Reply,
    Seen,
    Task,
    Text,
    framed,
)
from sorbo_core.files.faults import Fault

_decoder: msgspec.msgpack.Decoder[Task] = msgspec.msgpack.Decoder(Task)


def main() -> None:
    """Work until the server closes the pipe, or something came up that nobody foresaw."""
    # What a library prints would be taken for an answer.
    output = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    # Whoever stops the service tells all its processes; to this one, the end of the pipe does.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    fence.put_up()
    output.write(READY)
    serve(sys.stdin.buffer, output)


def serve(tasks: BinaryIO, replies: BinaryIO) -> None:
    """Answer tasks until there are no more."""
    while length := tasks.read(LENGTH_BYTES):
        task = _decoder.decode(tasks.read(int.from_bytes(length, "big")))
        fence.begin_task(task.into if isinstance(task, Draw) else None)
        reply = answered(task)
        replies.write(framed(reply))
        if reply.last:
            return


def answered(task: Task) -> Reply:
    """Return the answer to a task, whatever comes up."""
    try:
        return Reply(_done(task))
    except Refuse as refused:
        return Reply(Refusal(refused.fault, refused.what))
    except (Exception, fence.Fenced) as failure:  # noqa: BLE001 — parsers raise anything on what they cannot read
        # What a parser has left half done goes with this process.
        return Reply(Refusal(Fault.UNREADABLE, type(failure).__name__[:60]), last=True)


def _done(task: Task) -> Answer:
    match task:
        case Look(path, claimed):
            return Seen(look(path, claimed))
        case Read(path, media_type):
            return Text(text_of(path, media_type))
        case Draw(path, into):
            return draw(path, into)
