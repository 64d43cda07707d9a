"""The little of the PostgreSQL and Redis protocols the lab's programs speak; standard library only."""
import socket
import struct


def open_connection(address, port, source_port=None):
    """A TCP connection, with a fixed source port where one is given."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    connection = socket.socket(family, socket.SOCK_STREAM)
    connection.settimeout(5)
    if source_port is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        connection.bind(("::" if family == socket.AF_INET6 else "0.0.0.0", source_port))
    connection.connect((address, port))
    return connection


def read_exactly(connection, count):
    data = b""
    while len(data) < count:
        part = connection.recv(count - len(data))
        if part == b"":
            raise ConnectionError("closed by the server")
        data += part
    return data


class Postgres:
    """Protocol 3.0 (PostgreSQL documentation, "Frontend/Backend Protocol") with trust authentication."""

    def __init__(self, address, port):
        self.connection = open_connection(address, port)
        body = struct.pack("!i", 196608) + b"user\0app\0database\0postgres\0\0"
        self.connection.sendall(struct.pack("!i", len(body) + 4) + body)
        self.wait_for_ready()

    def wait_for_ready(self):
        while True:
            kind, length = struct.unpack("!ci", read_exactly(self.connection, 5))
            read_exactly(self.connection, length - 4)
            if kind == b"E":
                raise ConnectionError("refused by the server")
            if kind == b"Z":
                return

    def query(self, text):
        body = text.encode() + b"\0"
        self.connection.sendall(b"Q" + struct.pack("!i", len(body) + 4) + body)
        self.wait_for_ready()


def redis_ping(connection):
    """One inline command of RESP."""
    connection.sendall(b"PING\r\n")
    return read_exactly(connection, 7) == b"+PONG\r\n"


def echo(connection):
    """A byte there and back: what the lab's own small servers do."""
    connection.sendall(b".")
    return read_exactly(connection, 1) == b"."
