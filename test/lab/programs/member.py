"""A small member of the network: sends every byte back on a port, and keeps a connection to each of some others.

Usage: member.py LISTEN_PORT [PROTOCOL HOST PORT]...
PROTOCOL is postgres, redis or echo; with LISTEN_PORT 0 it only asks.
"""
import socket
import sys
import threading
import time

from wire import Postgres, echo, open_connection, redis_ping


def keep(protocol, host, port):
    """Asks twice a second over one connection."""
    if protocol == "postgres":
        database = Postgres(host, port)
        while True:
            database.query("select 1")
            time.sleep(0.5)
    ask = {"redis": redis_ping, "echo": echo}[protocol]
    with open_connection(host, port) as connection:
        while True:
            ask(connection)
            time.sleep(0.5)


def forever(*other):
    """Again and again, also when the other side is not up yet."""
    while True:
        try:
            keep(*other)
        except OSError:
            time.sleep(0.1)


def answer(connection):
    with connection:
        try:
            while data := connection.recv(4096):
                connection.sendall(data)
        except OSError:
            pass


def serve(port):
    with socket.create_server(("0.0.0.0", port)) as server:
        while True:
            threading.Thread(target=answer, args=(server.accept()[0],), daemon=True).start()


listen_port, others = int(sys.argv[1]), sys.argv[2:]
for protocol, host, port in zip(others[::3], others[1::3], others[2::3]):
    threading.Thread(target=forever, args=(protocol, host, int(port)), daemon=True).start()
if listen_port:
    serve(listen_port)
threading.Event().wait()
