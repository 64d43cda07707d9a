"""client1: keeps traffic flowing to the load balancer, and looks at the cache now and then.

Usage: shopper.py IPV4 IPV6 HTTP_PORT CACHE CACHE_PORT
"""
import http.client
import sys
import threading
import time

from wire import open_connection, redis_ping

ipv4, ipv6 = sys.argv[1:3]
http_port, cache, cache_port = int(sys.argv[3]), sys.argv[4], int(sys.argv[5])


def kept_alive(address):
    connection = http.client.HTTPConnection(address, http_port, timeout=5)
    try:
        while True:
            connection.request("GET", "/")
            connection.getresponse().read()
            time.sleep(0.05)
    finally:
        connection.close()


def one_page(address):
    connection = http.client.HTTPConnection(address, http_port, timeout=5)
    connection.request("GET", "/", headers={"Connection": "close"})
    connection.getresponse().read()
    connection.close()
    time.sleep(0.5)


def glance():
    """Closed at once, and first by this side, so that TIME-WAIT stays here."""
    with open_connection(cache, cache_port) as connection:
        redis_ping(connection)
    time.sleep(0.3)


def forever(work, *arguments):
    def loop():
        while True:
            try:
                work(*arguments)
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)

    threading.Thread(target=loop, daemon=True).start()


for address in (ipv4, ipv6):
    forever(kept_alive, address)
    forever(kept_alive, address)
    forever(one_page, address)
forever(glance)
threading.Event().wait()
