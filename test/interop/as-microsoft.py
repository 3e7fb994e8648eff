# A program with Microsoft's names built in: Python's standard library, hosts and ports as every guide gives them.

import imaplib
import os
import poplib
import smtplib

user, token = os.environ["MAIL_USER"], os.environ["MAIL_TOKEN"]
blob = f"user={user}\x01auth=Bearer {token}\x01\x01"

smtp = smtplib.SMTP("smtp.office365.com", 587)
smtp.starttls(context=__import__("ssl").create_default_context())
smtp.ehlo("client.example")
smtp.auth("XOAUTH2", lambda challenge=None: blob)
smtp.sendmail(user, [user], f"From: {user}\r\nTo: {user}\r\nSubject: built in\r\n\r\nHello.\r\n")
smtp.quit()

imap = imaplib.IMAP4_SSL("outlook.office365.com", 993)
imap.authenticate("XOAUTH2", lambda challenge: blob.encode())
imap.select("INBOX")
print(imap.fetch("1", "(BODY[HEADER.FIELDS (SUBJECT)])")[1][0][1].decode().strip())
imap.logout()

plain = imaplib.IMAP4("outlook.office.com", 143)
plain.starttls(__import__("ssl").create_default_context())
print(plain.state)
plain.logout()

pop = poplib.POP3_SSL("outlook.office365.com", 995)
print("pop", pop.getwelcome()[:3].decode())
pop.quit()
