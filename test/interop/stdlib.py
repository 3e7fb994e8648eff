"""Everything with Python's own library: a device signs in over HTTP, a person confirms it, then IMAP, POP and SMTP.

usage: stdlib.py ENTRA CLIENT-ID CA-FILE HOST IMAPS IMAP POPS POP SMTP USER

Prints 'CODE <user code>' and goes on polling until somebody has entered it, then what it did, a line each.
"""

import base64
import imaplib
import json
import poplib
import smtplib
import ssl
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

entra, client_id, ca_file, host = sys.argv[1:5]
imaps, imap, pops, pop, smtp = map(int, sys.argv[5:10])
user = sys.argv[10]
context = ssl.create_default_context(cafile=ca_file)
SCOPES = " ".join(
    "https://outlook.office.com/" + name
    for name in ("IMAP.AccessAsUser.All", "POP.AccessAsUser.All", "SMTP.Send")
)


def say(*words):
    print(*words, flush=True)


def post(path, **form):
    body = urllib.parse.urlencode(form).encode()
    try:
        with urllib.request.urlopen(f"{entra}/organizations/oauth2/v2.0/{path}", body, context=context) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        return json.load(refused)


def device_code():
    begun = post("devicecode", client_id=client_id, scope=f"offline_access {SCOPES}")
    say("CODE", begun["user_code"], begun["verification_uri"])
    grant = "urn:ietf:params:oauth:grant-type:device_code"
    waited = False
    for _ in range(200):
        answer = post("token", grant_type=grant, client_id=client_id, device_code=begun["device_code"])
        if "access_token" in answer:
            return answer
        if answer["error"] != "authorization_pending":
            raise SystemExit(answer["error_description"])
        if not waited:
            say("pending", answer["error_codes"][0])
            waited = True
        time.sleep(0.1)
    raise SystemExit("nobody came")


def xoauth2(token):
    return f"user={user}\x01auth=Bearer {token}\x01\x01"


def try_imap(client, token):
    client.authenticate("XOAUTH2", lambda _: xoauth2(token).encode())
    assert "Inbox" in str(client.list()[1]) or "INBOX" in str(client.list()[1])
    message = b"From: me@contoso.example\r\nSubject: Kept by Python\r\nMessage-ID: <kept@contoso.example>\r\n\r\nKept.\r\n"
    status, detail = client.append("Archive", "(\\Seen)", imaplib.Time2Internaldate(1700000000), message)
    assert status == "OK" and b"APPENDUID" in detail[0], detail
    client.select("Archive")
    [found] = client.search(None, "SUBJECT", '"Kept by Python"')[1]
    number = found.split()[-1].decode()
    parts = client.fetch(number, "(FLAGS INTERNALDATE BODY.PEEK[])")[1]
    assert parts[0][1] == message, parts
    assert imaplib.Internaldate2tuple(parts[0][0]) == time.localtime(1700000000)
    client.store(number, "+FLAGS", "(\\Flagged \\Deleted)")
    assert client.expunge()[1] != [None]
    assert client.search(None, "ALL")[1] == [b""]
    client.create("Python")
    client.rename("Python", "Boa")
    client.delete("Boa")
    client.close()
    client.logout()


def try_pop(client, token):
    for name in (b"TOP", b"UIDL", b"SASL"):
        assert name.decode() in client.capa()
    said = client._shortcmd("AUTH XOAUTH2")
    assert said.startswith(b"+"), said
    client._shortcmd(base64.b64encode(xoauth2(token).encode()).decode())
    count, size = client.stat()
    assert len(client.list()[1]) == len(client.uidl()[1]) == count
    text = b"\r\n".join(client.retr(count)[1])
    message = BytesParser(policy=default).parsebytes(text)
    client.top(count, 0)
    client.quit()
    return message


def send(subject):
    client = smtplib.SMTP(host, smtp)
    client.starttls(context=context)
    client.ehlo()
    assert client.has_extn("size") and client.has_extn("chunking")
    client.auth("XOAUTH2", lambda _=None: xoauth2(token))
    message = EmailMessage()
    message["From"] = message["To"] = user
    message["Subject"] = subject
    message.set_content("Žluťoučký kůň\n.a dot\n")
    message.add_attachment(bytes(range(256)), maintype="application", subtype="octet-stream", filename="всё.bin")
    client.send_message(message)
    client.quit()


answer = device_code()
token = answer["access_token"]
say("token", answer["token_type"], answer["scope"])
send("Sent by Python")
say("sent")
try_imap(imaplib.IMAP4_SSL(host, imaps, ssl_context=context), token)
say("imaps")
client = imaplib.IMAP4(host, imap)
client.starttls(ssl_context=context)
try_imap(client, token)
say("imap with STARTTLS")
message = try_pop(poplib.POP3_SSL(host, pops, context=context), token)
assert message["Subject"] == "Sent by Python", message["Subject"]
attachment = next(message.iter_attachments())
assert attachment.get_content() == bytes(range(256)) and attachment.get_filename() == "всё.bin"
say("pops")
client = poplib.POP3(host, pop)
client.stls(context=context)
try_pop(client, token)
say("pop with STLS")
renewed = post("token", grant_type="refresh_token", client_id=client_id, refresh_token=answer["refresh_token"],
               scope="https://graph.microsoft.com/Mail.Read offline_access")
say("another resource", renewed["scope"])
again = post("token", grant_type="refresh_token", client_id=client_id, refresh_token="nonsense", scope=SCOPES)
say("refused", again["error"], again["error_codes"][0])
