"""legacy1: answers HTTP, and keeps a connection to the database.

Usage: archive.py LISTEN_PORT DB DB_PORT
"""
import sys
import threading
import time

from web import serve
from wire import Postgres


def pooled_database(address, port):
    """Again and again, also when the other side is not up yet."""
    while True:
        try:
            connection = Postgres(address, port)
            while True:
                connection.query("select 1")
                time.sleep(0.5)
        except OSError:
            time.sleep(0.1)


threading.Thread(target=pooled_database, args=(sys.argv[2], int(sys.argv[3])), daemon=True).start()
serve(int(sys.argv[1]))
