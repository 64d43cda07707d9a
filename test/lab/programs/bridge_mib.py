"""What a Linux bridge knows, as BRIDGE-MIB (RFC 4188) or with its MACs in Q-BRIDGE-MIB (RFC 4363).

Usage: bridge_mib.py dot1d|dot1q BRIDGE
Speaks the protocol of pass_persist (snmpd.conf(5)): PING, get and getnext. Reads the kernel's files (sysfs), so
that no other program runs: Documentation/ABI/testing/sysfs-class-net and struct __fdb_entry of linux/if_bridge.h.
"""
import os
import struct
import sys
import time

kind, bridge = sys.argv[1:]
root = (1, 3, 6, 1, 2, 1, 17)
directory = f"/sys/class/net/{bridge}"
# BR_STATE_* of the kernel -> dot1dStpPortState
states = {0: 1, 1: 3, 2: 4, 3: 5, 4: 2}
learned, own = 3, 4


def read(path):
    with open(path) as file:
        return file.read().strip()


def number(path):
    return int(read(path), 0)


def mac_of(text):
    return bytes.fromhex(text.replace(":", ""))


def bridge_id(path):
    """Priority and MAC: `8000.525400990002`."""
    return bytes.fromhex(read(path).replace(".", ""))


def macs():
    """MAC, bridge port, whether it is the port's own."""
    with open(f"{directory}/brforward", "rb") as file:
        data = file.read()
    for mac, low, is_local, _, high, _, _ in struct.iter_unpack("6sBBIBBH", data):
        yield mac, low | high << 8, is_local


def port_rows():
    for name in os.listdir(f"{directory}/brif"):
        port = f"/sys/class/net/{name}/brport"
        index = number(f"{port}/port_no")
        yield (1, 4, 1, 1, index), "integer", index
        yield (1, 4, 1, 2, index), "integer", number(f"/sys/class/net/{name}/ifindex")
        yield (2, 15, 1, 1, index), "integer", index
        yield (2, 15, 1, 3, index), "integer", states[number(f"{port}/state")]
        yield (2, 15, 1, 5, index), "integer", number(f"{port}/path_cost")
        yield (2, 15, 1, 6, index), "octet", bridge_id(f"{port}/designated_root")
        yield (2, 15, 1, 8, index), "octet", bridge_id(f"{port}/designated_bridge")
        yield (2, 15, 1, 9, index), "octet", struct.pack("!H", number(f"{port}/designated_port"))


def mac_rows():
    for mac, port, is_local in macs():
        status = own if is_local else learned
        if kind == "dot1d":
            yield (4, 3, 1, 1, *mac), "octet", mac
            yield (4, 3, 1, 2, *mac), "integer", port
            yield (4, 3, 1, 3, *mac), "integer", status
        else:
            yield (7, 1, 2, 2, 1, 2, 1, *mac), "integer", port
            yield (7, 1, 2, 2, 1, 3, 1, *mac), "integer", status


def vlan_rows():
    """The one filtering database of a bridge that knows no VLANs."""
    if kind == "dot1q":
        yield (7, 1, 2, 1, 1, 2, 1), "integer", sum(1 for _ in macs())


def bridge_rows():
    yield (1, 1, 0), "octet", mac_of(read(f"{directory}/address"))
    yield (1, 2, 0), "integer", len(os.listdir(f"{directory}/brif"))
    yield (1, 3, 0), "integer", 2
    yield (2, 1, 0), "integer", 3
    yield (2, 2, 0), "integer", number(f"{directory}/bridge/priority")
    yield (2, 5, 0), "octet", bridge_id(f"{directory}/bridge/root_id")
    yield (2, 6, 0), "integer", number(f"{directory}/bridge/root_path_cost")
    yield (2, 7, 0), "integer", number(f"{directory}/bridge/root_port")


class Table:
    """All rows in the order of their numbers, read again after two seconds."""

    read_at = 0.0
    rows = ()

    def now(self):
        if time.monotonic() - self.read_at > 2:
            found = [*bridge_rows(), *port_rows(), *mac_rows(), *vlan_rows()]
            self.rows = sorted((root + oid, syntax, value) for oid, syntax, value in found)
            self.read_at = time.monotonic()
        return self.rows


def answer(row):
    if row is None:
        return "NONE"
    oid, syntax, value = row
    text = " ".join(f"{byte:02x}" for byte in value) if syntax == "octet" else value
    return f".{'.'.join(map(str, oid))}\n{syntax}\n{text}"


def find(table, command, oid):
    if command == "get":
        return next((row for row in table.now() if row[0] == oid), None)
    return next((row for row in table.now() if row[0] > oid), None)


table = Table()
for line in sys.stdin:
    command = line.strip()
    if command == "PING":
        print("PONG", flush=True)
        continue
    wanted = tuple(int(part) for part in sys.stdin.readline().strip().strip(".").split(".") if part)
    print(answer(find(table, command, wanted)), flush=True)
