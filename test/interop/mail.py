"""IMAP, POP and SMTP with Python's own libraries and a token from `mailgrant token`, as a script would do it.

usage: mail.py imap|pop|smtp HOST PORT USER CA-FILE SUBJECT [SERVICE]

Prints what it read, or what the server said, and ends with 3 where it was refused. SERVICE: the token to take, where it
is to be the wrong one.
"""

import base64
import imaplib
import poplib
import smtplib
import ssl
import subprocess
import sys
import time
from email.message import EmailMessage

protocol, host, port, user, ca_file, subject = sys.argv[1:7]
service = sys.argv[7] if len(sys.argv) > 7 else protocol
context = ssl.create_default_context(cafile=ca_file)


def token():
    line = ["mailgrant", "token", "anna", "--for", service]
    return subprocess.run(line, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def xoauth2():
    """First the token; then nothing, which ends a refusal that came as a challenge."""
    yield f"user={user}\x01auth=Bearer {token()}\x01\x01"
    while True:
        yield ""


def imap():
    answers = xoauth2()
    client = imaplib.IMAP4_SSL(host, int(port), ssl_context=context)
    client.authenticate("XOAUTH2", lambda _: next(answers).encode())
    for _ in range(100):
        status, detail = client.select("INBOX")
        if status != "OK":
            raise imaplib.IMAP4.error(detail)
        found = client.search(None, "SUBJECT", f'"{subject}"')[1][0].split()
        if found:
            print(client.fetch(found[-1], "(RFC822)")[1][0][1].decode())
            client.logout()
            return
        time.sleep(0.1)
    raise SystemExit("no such message")


def pop():
    answers = xoauth2()
    client = poplib.POP3_SSL(host, int(port), context=context)
    said = client._shortcmd("AUTH XOAUTH2")
    while said.startswith(b"+ ") or said == b"+":
        said = client._shortcmd(base64.b64encode(next(answers).encode()).decode())
    for number in range(len(client.list()[1]), 0, -1):
        text = b"\n".join(client.retr(number)[1]).decode()
        if f"Subject: {subject}" in text:
            print(text)
            client.quit()
            return
    raise SystemExit("no such message")


def smtp():
    answers = xoauth2()
    client = smtplib.SMTP(host, int(port))
    client.starttls(context=context)
    client.ehlo()
    client.auth("XOAUTH2", lambda _=None: next(answers))
    message = EmailMessage()
    message["From"] = message["To"] = user
    message["Subject"] = subject
    message.set_content("Sent by Python.\n.and a line that begins with a dot\n")
    client.send_message(message)
    client.quit()
    print("sent")


refusals = (imaplib.IMAP4.error, poplib.error_proto, smtplib.SMTPException)
try:
    {"imap": imap, "pop": pop, "smtp": smtp}[protocol]()
except refusals as refusal:
    print(refusal)
    sys.exit(3)
