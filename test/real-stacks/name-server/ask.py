import socket
import sys
import time

query = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x07example\x04test\x00\x00\x01\x00\x01"
for _ in range(4):
    time.sleep(0.3)
    print("asking", flush=True)
    try:
        asker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        asker.settimeout(0.3)
        asker.sendto(query, ("names", 53))
        sys.exit(0 if b"\xc0\x00\x02\x01" in asker.recv(512) else 2)
    except OSError:
        continue
sys.exit("no answer")
