"""A proxyless gRPC client that calls a service of the mesh until SIGTERM.

client.py TARGET RATE: prints a line of JSON a second: calls answered by server, calls failed by
status code. Its bootstrap is what GRPC_XDS_BOOTSTRAP names. It never retries by itself.
"""
import collections
import json
import signal
import sys
import threading
import time

import grpc

THREADS = 16


def main(target, rate):
    channel = grpc.secure_channel(target, grpc.xds_channel_credentials())
    get = channel.unary_unary("/rates.Rates/Get")
    get(b"", timeout=30, wait_for_ready=True)
    print("client ready:", flush=True)
    answered, failed = collections.Counter(), collections.Counter()
    lock, told = threading.Lock(), threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())

    def call():
        while not told.wait(THREADS / float(rate)):
            try:
                server = get(b"", timeout=5).decode()
                with lock:
                    answered[server] += 1
            except grpc.RpcError as e:
                with lock:
                    failed[e.code().name + ": " + e.details()] += 1

    threads = [threading.Thread(target=call) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
        time.sleep(1 / float(rate))

    def say():
        with lock:
            print("calls:", json.dumps({"answered": answered, "failed": failed}), flush=True)

    while not told.wait(1):
        say()
    for thread in threads:
        thread.join()
    say()


main(*sys.argv[1:])
