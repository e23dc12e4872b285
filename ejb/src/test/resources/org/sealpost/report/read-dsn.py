"""Reads messages with Python's email package: what notifications say to a program that is not ours.

Takes a JSON array of base64 texts, gives a JSON array of what is in them.
"""
import base64
import email
import email.policy
import email.utils
import json
import re
import sys


def body(raw, part):
    """The octets of a leaf of type message/global-*, which the package reads as a message."""
    begin = re.search(rb"\r?\n\r?\n", raw).end()
    octets = raw[begin:]
    if (part["Content-Transfer-Encoding"] or "").lower() == "base64":
        octets = base64.b64decode(octets, validate=False)
    return octets


def groups(octets):
    """Groups of fields, as in message/delivery-status (RFC 3464 section 2.1)."""
    result = []
    for text in re.split(rb"\r?\n\r?\n", octets.strip(b"\r\n")):
        fields = email.message_from_string(
            text.decode("utf-8") + "\r\n\r\n", policy=email.policy.SMTPUTF8
        )
        result.append(
            [[name, re.sub(r"\r?\n", "", value)] for name, value in fields.raw_items()]
        )
    return result


def slices(raw, boundary):
    """The parts as they came, without their boundary lines."""
    parts = re.split(rb"(?:^|\r\n)--" + re.escape(boundary.encode()) + rb"(?:--)?\r\n", raw)
    return parts[1:-1] if not parts[-1].strip() else parts[1:]


def defects(message):
    """Of the whole; but the package does not know that message/global may be encoded (RFC 6532)."""
    found = [repr(each) for each in message.defects]
    for part in message.get_payload():
        found += [repr(each) for each in part.defects]
        if not part.get_content_type().startswith("message/global"):
            found += [repr(each) for inner in part.walk() for each in inner.defects]
    return found


def read(raw):
    message = email.message_from_bytes(raw, policy=email.policy.SMTPUTF8)
    parts = [
        (email.message_from_bytes(each, policy=email.policy.SMTPUTF8), each)
        for each in slices(raw, message.get_boundary())
    ]
    words, status, returned = parts
    return {
        "type": message.get_content_type(),
        "reportType": message.get_param("report-type"),
        "subject": message["Subject"],
        "to": message["To"],
        "autoSubmitted": message["Auto-Submitted"],
        "inReplyTo": message["In-Reply-To"] or "",
        "references": message["References"] or "",
        "tlsRequired": message["TLS-Required"] or "",
        "messageIds": len(message.get_all("Message-ID", [])),
        "date": email.utils.parsedate_to_datetime(message["Date"]).isoformat(),
        "longestLine": max(len(line) for line in raw.split(b"\r\n")),
        "bareEnds": len(re.findall(rb"(?<!\r)\n|\r(?!\n)", raw)),
        "eightBit": any(octet > 127 for octet in raw),
        "parts": len(message.get_payload()),
        "defects": defects(message),
        "words": words[0].get_content(),
        "wordsType": words[0].get_content_type(),
        "statusType": status[0].get_content_type(),
        "groups": groups(body(status[1], status[0])),
        "returnedType": returned[0].get_content_type(),
        "returnedEncoding": returned[0]["Content-Transfer-Encoding"],
        "returned": body(returned[1], returned[0]).decode("utf-8"),
    }


if __name__ == "__main__":
    messages = [base64.b64decode(each) for each in json.load(sys.stdin)]
    json.dump([read(each) for each in messages], sys.stdout)
