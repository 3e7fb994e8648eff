# Python's own libraries through the proxy: IMAP, POP and SMTP, with TLS from the first byte and later, right and wrong
# passwords, one that may send as nobody else.
import imaplib, os, poplib, smtplib, ssl, sys, time

ca, imap, imaps, pop, pops, smtp, smtps, user, right, narrow = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)


def letter(subject):
    return f"From: {user}\r\nTo: {user}\r\nSubject: {subject}\r\n\r\n.a dot\r\n\r\n..\r\nend {subject}\r\n"


with smtplib.SMTP("localhost", int(smtp)) as client:
    client.starttls(context=context)
    client.login(user, right)
    client.sendmail(user, [user], letter("by STARTTLS"))
    client.ehlo()
    print("behind", " ".join(sorted(client.esmtp_features)))
with smtplib.SMTP_SSL("localhost", int(smtps), context=context) as client:
    for mechanism in ("auth_plain", "auth_login"):
        try:
            client.user, client.password = user, "wrong"
            client.ehlo()
            client.auth(mechanism[5:].upper(), getattr(client, mechanism))
        except smtplib.SMTPAuthenticationError as error:
            print(mechanism, error.smtp_code, error.smtp_error[:6].decode())
    client.user, client.password = user, narrow
    client.auth("LOGIN", client.auth_login)
    try:
        client.sendmail("ben@contoso.com", [user], letter("not hers"))
    except smtplib.SMTPSenderRefused as error:
        print("sender", error.smtp_code, error.smtp_error[:6].decode())
    client.sendmail(user, [user], letter("by TLS") + "x" * 900 + "\r\n" + (("y" * 76) + "\r\n") * 20000)


def arrived(count):
    for _ in range(200):
        box = poplib.POP3_SSL("localhost", int(pops), context=context)
        box.user(user)
        box.pass_(right)
        there = box.stat()[0]
        box.quit()
        if there == count:
            return
        time.sleep(0.05)
    sys.exit(f"{count} messages never arrived")


arrived(2)
box = poplib.POP3("localhost", int(pop))
box.stls(context=context)
try:
    box.user(user)
    box.pass_("wrong")
except poplib.error_proto as error:
    print("pass", str(error.args[0])[2:13])
print("before", " ".join(sorted(box.capa())))
box.user(user)
box.pass_(right)
print("messages", box.stat()[0])
texts = [b"\r\n".join(box.retr(number + 1)[1]).decode() for number in range(box.stat()[0])]
print("subjects", *sorted(line[9:] for text in texts for line in text.split("\r\n") if line.startswith("Subject: ")))
print("dots", all("\r\n.a dot\r\n\r\n..\r\nend " in text for text in texts))
print("long", max(map(len, texts)) > 1_500_000)
box.quit()
secure = poplib.POP3_SSL("localhost", int(pops), context=context)
secure.user(user)
secure.pass_(right)
print("again", len(secure.uidl()[1]))
secure.quit()

letters = imaplib.IMAP4("localhost", int(imap))
letters.starttls(ssl_context=context)
try:
    letters.login(user, "wrong")
except imaplib.IMAP4.error as error:
    print("login", str(error.args[0])[2:24])
letters.login(user, right)
print("selected", *letters.select("INBOX"))
tag = letters._new_tag()
letters.send(tag + b" IDLE\r\n")
while not letters.readline().startswith(b"+"):
    pass
other = imaplib.IMAP4_SSL("localhost", int(imaps), ssl_context=context)
other.authenticate("PLAIN", lambda _: f"\0{user}\0{right}".encode())
big = b"Subject: appended\r\n\r\n" + b"".join(bytes([33 + n % 90]) * 76 + b"\r\n" for n in range(40000))
print("appended", other.append("INBOX", r"(\Seen)", None, big)[0])
while b" EXISTS" not in (line := letters.readline()):
    pass
print("idle", line.decode().strip())
letters.send(b"DONE\r\n")
while not letters.readline().startswith(tag):
    pass
print("found", *letters.uid("SEARCH", None, "SUBJECT", '"appended"')[1][0].split()[1:])
numbers = letters.search(None, "SUBJECT", '"appended"')[1][0].split()
print("same", letters.fetch(numbers[-1], "(BODY.PEEK[])")[1][0][1] == big)
letters.store(numbers[-1], "+FLAGS", r"(\Deleted)")
print("expunged", letters.expunge()[1][0].decode())
letters.logout()
other.logout()
