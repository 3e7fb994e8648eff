# Python's own library through the proxy: POP and SMTP, with TLS from the first byte and later, right and wrong passwords.
import poplib, smtplib, ssl, sys

ca, pop, pops, smtp, smtps, user = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)


def letter(subject):
    return f"From: {user}\r\nTo: {user}\r\nSubject: {subject}\r\n\r\n.a dot\r\n\r\n..\r\nend {subject}\r\n"


with smtplib.SMTP("localhost", int(smtp)) as client:
    client.starttls(context=context)
    client.login(user, "right")
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
    client.user, client.password = user, "as anna alone"
    client.auth("LOGIN", client.auth_login)
    try:
        client.sendmail("ben@contoso.com", [user], letter("not hers"))
    except smtplib.SMTPSenderRefused as error:
        print("sender", error.smtp_code, error.smtp_error[:6].decode())
    client.sendmail(user, [user], letter("by TLS") + "x" * 900 + "\r\n" + (("y" * 76) + "\r\n") * 20000)

box = poplib.POP3("localhost", int(pop))
box.stls(context=context)
try:
    box.user(user)
    box.pass_("wrong")
except poplib.error_proto as error:
    print("pass", str(error.args[0])[2:13])
print("before", " ".join(sorted(box.capa())))
box.user(user)
box.pass_("right")
print("messages", box.stat()[0])
texts = [b"\r\n".join(box.retr(number + 1)[1]).decode() for number in range(box.stat()[0])]
print("subjects", *sorted(line[9:] for text in texts for line in text.split("\r\n") if line.startswith("Subject: ")))
print("dots", all("\r\n.a dot\r\n\r\n..\r\nend " in text for text in texts))
print("long", max(map(len, texts)) > 1_500_000)
box.quit()
secure = poplib.POP3_SSL("localhost", int(pops), context=context)
secure.user(user)
secure.pass_("right")
print("again", len(secure.uidl()[1]))
secure.quit()
