"""What Python's own library makes of the messages in a folder: a JSON object for each, in the order of their names.

usage: composed.py FOLDER
"""

import email
import hashlib
import json
import sys
from email.policy import default
from pathlib import Path


def part(one):
    if one.is_multipart():
        return {
            "type": one.get_content_type(),
            "name": one.get_filename(),
            "parts": [part(inner) for inner in one.iter_parts()]
            if one.get_content_maintype() == "multipart"
            else [part(one.get_payload(0))],
            "defects": [type(defect).__name__ for defect in one.defects],
        }
    octets = one.get_payload(decode=True) or b""
    charset = one.get_content_charset()
    return {
        "type": one.get_content_type(),
        "charset": charset,
        "disposition": one.get_content_disposition(),
        "name": one.get_filename(),
        "cid": one["Content-ID"],
        "text": octets.decode(charset or "ascii") if one.get_content_maintype() == "text" else None,
        "sha256": hashlib.sha256(octets).hexdigest(),
        "defects": [type(defect).__name__ for defect in one.defects],
    }


def told(file):
    raw = file.read_bytes()
    message = email.message_from_bytes(raw, policy=default)
    lines = raw.split(b"\r\n")
    fields = ("subject", "from", "to", "cc", "in-reply-to", "references", "message-id", "date")
    return {
        "fields": {name: str(message[name]) for name in fields if message[name] is not None},
        "fieldDefects": [
            f"{name}: {defect}" for name, value in message.items() for defect in getattr(value, "defects", ())
        ],
        "longest": max(map(len, lines)),
        "loneLineEnds": sum(line.count(b"\n") + line.count(b"\r") for line in lines),
        "root": part(message),
    }


print(json.dumps([told(file) for file in sorted(Path(sys.argv[1]).iterdir())]))
