"""A WebSocket client: chat.py PORT. Ends with 0 if everything was as it should be."""

import asyncio
import os
import sys

import websockets


async def main(port):
    large = os.urandom(4 << 20)
    async with websockets.connect(
        f"ws://127.0.0.1:{port}/chat",
        subprotocols=["chat.v1", "chat.v2"],
        max_size=None,
        ping_interval=None,
        proxy=None,
    ) as socket:
        assert socket.subprotocol == "chat.v2", socket.subprotocol
        await socket.send("Grüße")
        assert await socket.recv() == "Grüße"
        await socket.send(large)
        assert await socket.recv() == large
        # A message of unknown length, as frames.
        await socket.send(part for part in ["one, ", "two"])
        assert await socket.recv() == "one, two"
        await (await socket.ping("there?"))
        await socket.send("close me")
        try:
            await socket.recv()
        except websockets.ConnectionClosed as closed:
            assert (closed.rcvd.code, closed.rcvd.reason) == (4002, "as you like"), closed
        else:
            raise AssertionError("not closed")


asyncio.run(asyncio.wait_for(main(int(sys.argv[1])), 60))
