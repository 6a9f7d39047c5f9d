"""A gRPC server that answers every call with its own name.

server.py PORT NAME [FOLDER]: with mutual TLS when FOLDER holds tls.crt, tls.key and ca.crt. Ends
in order on SIGTERM.
"""
import concurrent.futures
import pathlib
import signal
import sys
import threading
import time

import grpc


def credentials(folder):
    read = lambda name: (pathlib.Path(folder) / name).read_bytes()
    return grpc.ssl_server_credentials(
        [(read("tls.key"), read("tls.crt"))],
        root_certificates=read("ca.crt"),
        require_client_auth=True,
    )


def main(port, name, folder=None):
    def get(request, context):
        time.sleep(0.02)
        return name.encode()

    handler = grpc.method_handlers_generic_handler(
        "rates.Rates", {"Get": grpc.unary_unary_rpc_method_handler(get)}
    )
    server = grpc.server(concurrent.futures.ThreadPoolExecutor(16))
    server.add_generic_rpc_handlers((handler,))
    address = "127.0.0.1:" + port
    if folder:
        server.add_secure_port(address, credentials(folder))
    else:
        server.add_insecure_port(address)
    server.start()
    told = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: told.set())
    print("rates ready:", port, flush=True)
    told.wait()
    server.stop(5).wait()


main(*sys.argv[1:])
