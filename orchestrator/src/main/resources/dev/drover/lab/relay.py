"""relay.py - a node's cable with a delay, for kernels without netem. Arguments: CABLE TAP BRIDGE DELAY_MS LOSS_PERCENT RATE_KBIT(0: no limit)

Carries frames between CABLE (the machine's end of a node's veth) and TAP (made here, put into BRIDGE). Those towards the node are
delayed, some of them lost, as netem on the cable would have it. With this process TAP vanishes: the cable is dead until it is put back."""
import fcntl
import heapq
import os
import random
import select
import socket
import struct
import subprocess
import sys
import time

TUNSETIFF, TUNSETOFFLOAD = 0x400454CA, 0x400454D0
TAP_NO_INFO_WITH_HEADER = 0x0002 | 0x1000 | 0x4000
CHECKSUM_TSO4_TSO6 = 0x1 | 0x2 | 0x4
SOL_PACKET, PACKET_VNET_HDR, PACKET_IGNORE_OUTGOING = 263, 15, 23
ETH_P_ALL = 3
HEADER = 10  # of virtio-net, before each frame on both sides: unfinished checksums and frames larger than the wire's pass through
LARGEST = 70000
QUEUE = 1000  # frames, as netem's limit; what comes beyond is lost, so that a rate slows senders down

cable, name, bridge = sys.argv[1:4]
delay, loss, rate = float(sys.argv[4]) / 1000, float(sys.argv[5]) / 100, float(sys.argv[6]) * 1000 / 8

tap = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
fcntl.ioctl(tap, TUNSETIFF, struct.pack("16sH22x", name.encode(), TAP_NO_INFO_WITH_HEADER))
fcntl.ioctl(tap, TUNSETOFFLOAD, CHECKSUM_TSO4_TSO6)
wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
wire.setsockopt(SOL_PACKET, PACKET_VNET_HDR, 1)
wire.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
wire.setblocking(False)
wire.bind((cable, ETH_P_ALL))
for command in (["ip", "link", "set", cable, "nomaster", "promisc", "on"], ["ip", "link", "set", name, "master", bridge, "up"]):
    subprocess.run(command, check=True)

queue, count, sent_until = [], 0, 0.0
while True:
    wait = max(0, queue[0][0] - time.monotonic()) if queue else None
    ready, _, _ = select.select([tap, wire], [], [], wait)
    try:
        if tap in ready:
            frame = os.read(tap, LARGEST)
            now = time.monotonic()
            if random.random() >= loss and len(queue) < QUEUE:
                sent_until = max(now, sent_until) + ((len(frame) - HEADER) / rate if rate else 0)
                count += 1
                heapq.heappush(queue, (sent_until + delay, count, frame))
        if wire in ready:
            os.write(tap, wire.recv(LARGEST))
    except BlockingIOError:
        pass  # full: lost, as on a real wire
    except OSError:
        if not os.path.exists(f"/sys/class/net/{cable}"):
            sys.exit(0)  # the node was restarted, on a new cable
    while queue and queue[0][0] <= time.monotonic():
        try:
            wire.send(heapq.heappop(queue)[2])
        except OSError:
            pass  # the node is off
