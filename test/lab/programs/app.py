"""app1: answers HTTP, and keeps connections to the database, the cache, a peer and a local sidecar.

Usage: app.py LISTEN_PORT DB DB_PORT CACHE CACHE_PORT PEER PEER_PORT SOURCE_PORT SIDECAR_PORT
"""
import sys
import threading
import time

from web import serve
from wire import Postgres, echo, open_connection, redis_ping

listen_port, database, database_port, cache, cache_port, peer, peer_port, source_port, sidecar_port = [
    int(word) if word.isdigit() else word for word in sys.argv[1:]
]


def forever(work):
    """Runs `work` again and again, also when the other side is not up yet."""

    def loop():
        while True:
            try:
                work()
            except OSError:
                time.sleep(0.1)

    threading.Thread(target=loop, daemon=True).start()


def pooled_database():
    connection = Postgres(database, database_port)
    while True:
        connection.query("select 1")
        time.sleep(0.5)


def short_cache():
    with open_connection(cache, cache_port) as connection:
        redis_ping(connection)
        time.sleep(0.3)


def pooled_echo(address, port, bound_to=None):
    with open_connection(address, port, bound_to) as connection:
        while True:
            echo(connection)
            time.sleep(0.5)


forever(pooled_database)
forever(pooled_database)
forever(short_cache)
forever(lambda: pooled_echo(peer, peer_port, source_port))
forever(lambda: pooled_echo("127.0.0.1", sidecar_port))
serve(listen_port)
