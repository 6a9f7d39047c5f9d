"""Calls of all kinds: echo_client.py PORT. Ends with 0 if everything was as it should be."""

import hashlib
import sys
import time

import grpc

MEBIBYTE = 1 << 20
STREAMED = 100


def expect(seen, wanted):
    assert seen == wanted, f"{seen!r} (expected: {wanted!r})"


def fails(call, code):
    try:
        call()
    except grpc.RpcError as failure:
        expect(failure.code(), code)
        return failure
    raise AssertionError(f"no failure (expected: {code})")


def metadata(pairs):
    return {name: value for name, value in pairs}


channel = grpc.insecure_channel("127.0.0.1:" + sys.argv[1])
once = channel.unary_unary("/peers.Echo/Once")
collect = channel.stream_unary("/peers.Echo/Collect")
spread = channel.unary_stream("/peers.Echo/Spread")
talk = channel.stream_stream("/peers.Echo/Talk")
fail = channel.unary_unary("/peers.Echo/Fail")
hang = channel.unary_unary("/peers.Echo/Hang")
hung = channel.unary_unary("/peers.Echo/Hung")
remaining = channel.unary_unary("/peers.Echo/Remaining")

for size in (0, 1, 1000, 70_000, MEBIBYTE):
    expect(once(b"x" * size, timeout=30), b"x" * size)
answer, call = once.with_call(b"hello", timeout=30, metadata=[("x-sent", "this")])
expect(answer, b"hello")
expect(metadata(call.initial_metadata())["x-seen"], "this")
expect(metadata(call.trailing_metadata())["x-trailing"], "at the end")
expect(metadata(call.trailing_metadata())["x-trailing-bin"], b"\0\xff")

parts = [bytes([number]) * MEBIBYTE for number in range(STREAMED)]
digest = hashlib.sha256(b"".join(parts)).hexdigest()
expect(collect(iter(parts), timeout=60).decode(), f"{STREAMED} {digest}")
expect([part for part in spread(f"{STREAMED} {MEBIBYTE}".encode(), timeout=60)], parts)
words = [f"word {number}".encode() for number in range(1000)]
expect([word for word in talk(iter(words), timeout=60)], words)
expect([part for part in spread(b"0 0", timeout=30)], [])

failure = fails(lambda: fail(b"", timeout=30), grpc.StatusCode.NOT_FOUND)
expect(failure.details(), "no such thing: Grüße")
expect(metadata(failure.trailing_metadata())["x-trailing"], "at the end")
fails(lambda: channel.unary_unary("/peers.Echo/None")(b""), grpc.StatusCode.UNIMPLEMENTED)

left = float(remaining(b"", timeout=30))
# The library rounds what it sends up.
assert 20 < left < 31, left
before = int(hung(b"", timeout=30))
start = time.monotonic()
fails(lambda: hang(b"", timeout=0.5), grpc.StatusCode.DEADLINE_EXCEEDED)
assert time.monotonic() - start < 5
given_up = hang.future(b"", timeout=30)
expect(hung(b"", timeout=30) is not None, True)
given_up.cancel()
end = time.monotonic() + 30
while int(hung(b"", timeout=30)) < before + 2:
    assert time.monotonic() < end, "the server has not heard that the calls are over"
