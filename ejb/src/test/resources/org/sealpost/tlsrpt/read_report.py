"""Reads a report about TLS as somebody else would: mail, DKIM, gzip, JSON, schema.

usage: read_report.py MESSAGE SCHEMA SELECTOR_NAME KEY_RECORD
Prints the members that the test looks at, one "name=value" a line.
"""
import email
import email.policy
import gzip
import json
import sys

import dkim
import jsonschema

message, schema, key_name, key_record = sys.argv[1:5]
octets = open(message, "rb").read()


def txt(name, timeout=5):
    return key_record.encode() if name.decode().rstrip(".") == key_name else None


print("dkim=%s" % dkim.DKIM(octets, tlsrpt=True).verify(dnsfunc=txt))
changed = octets.replace(b"TLS-Report-Domain: ", b"TLS-Report-Domain: x")
print("dkim-of-changed=%s" % dkim.verify(changed, dnsfunc=txt, tlsrpt=True))

mail = email.message_from_bytes(octets, policy=email.policy.default)
print("type=%s" % mail.get_content_type())
print("report-type=%s" % mail.get_param("report-type"))
for field in ("From", "To", "Subject", "TLS-Report-Domain", "TLS-Report-Submitter", "TLS-Required",
              "Auto-Submitted"):
    print("%s=%s" % (field, mail[field]))
parts = list(mail.iter_parts())
print("parts=%s" % ",".join(part.get_content_type() for part in parts))
print("file=%s" % parts[1].get_filename())
print("defects=%s" % [str(each) for part in mail.walk() for each in part.defects])
report = json.loads(gzip.decompress(parts[1].get_payload(decode=True)))
checker = jsonschema.FormatChecker()
jsonschema.Draft7Validator(json.load(open(schema)), format_checker=checker).validate(report)
print("schema=right")
print("json=%s" % json.dumps(report, sort_keys=True))
longest = max(len(line) for line in octets.split(b"\r\n"))
print("longest-line=%d" % longest)
print("bare=%s" % (b"\n" in octets.replace(b"\r\n", b"")))
