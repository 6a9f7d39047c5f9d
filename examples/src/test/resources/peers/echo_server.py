"""A gRPC server of all kinds of calls, whose messages are bytes: echo_server.py PORT."""

import concurrent.futures
import hashlib
import sys
import threading

import grpc

cancelled = 0
lock = threading.Lock()


def answered(context):
    sent = [value for name, value in context.invocation_metadata() if name == "x-sent"]
    context.send_initial_metadata([("x-seen", value) for value in sent])
    context.set_trailing_metadata([("x-trailing", "at the end"), ("x-trailing-bin", b"\0\xff")])


def once(request, context):
    answered(context)
    return request


def collect(requests, context):
    answered(context)
    count, digest = 0, hashlib.sha256()
    for request in requests:
        count += 1
        digest.update(request)
    return f"{count} {digest.hexdigest()}".encode()


def spread(request, context):
    answered(context)
    count, size = map(int, request.split())
    for number in range(count):
        yield bytes([number % 256]) * size


def talk(requests, context):
    answered(context)
    yield from requests


def fail(request, context):
    context.set_trailing_metadata([("x-trailing", "at the end")])
    context.abort(grpc.StatusCode.NOT_FOUND, "no such thing: Grüße")


def hang(request, context):
    over = threading.Event()
    context.add_callback(over.set)
    over.wait(60)
    global cancelled
    with lock:
        cancelled += 1
    return b""


def hung(request, context):
    return f"{cancelled}".encode()


def remaining(request, context):
    return f"{context.time_remaining()}".encode()


handlers = {
    "Once": grpc.unary_unary_rpc_method_handler(once),
    "Collect": grpc.stream_unary_rpc_method_handler(collect),
    "Spread": grpc.unary_stream_rpc_method_handler(spread),
    "Talk": grpc.stream_stream_rpc_method_handler(talk),
    "Fail": grpc.unary_unary_rpc_method_handler(fail),
    "Hang": grpc.unary_unary_rpc_method_handler(hang),
    "Hung": grpc.unary_unary_rpc_method_handler(hung),
    "Remaining": grpc.unary_unary_rpc_method_handler(remaining),
}
server = grpc.server(concurrent.futures.ThreadPoolExecutor(16))
server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("peers.Echo", handlers),))
server.add_insecure_port("127.0.0.1:" + sys.argv[1])
server.start()
server.wait_for_termination()
