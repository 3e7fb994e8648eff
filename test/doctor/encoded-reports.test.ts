// Delivery reports as they arrive: multipart/report (RFC 6522) whose parts are encoded.

import { describe, expect, it } from 'vitest';
import { explain } from '../../src/doctor/explain.ts';

const status = `Reporting-MTA: dns;AM0PR02MB1234.eurprd02.prod.outlook.com

Final-Recipient: rfc822;ben@fabrikam.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup
`;
const inBase64 = (text: string): string =>
  Buffer.from(text, 'utf8').toString('base64').replace(/.{76}/g, '$&\n');
const quoted = (text: string): string =>
  text
    .replace(/[=:;]/g, (one) => `=${one.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/(.{60})(?=.)/g, '$1=\n');

function report(encoding: string, body: string): string {
  return `From: postmaster@outlook.com
Subject: Undeliverable: hello
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: ${encoding}

${encoding === 'base64' ? inBase64('Your message could not be delivered.\n') : 'Your message could not be delivered.\n'}
--b1
Content-Type: message/delivery-status
Content-Transfer-Encoding: ${encoding}

${body}
--b1
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk
--b1--
`;
}

describe.each([
  ['base64', inBase64(status)],
  ['quoted-printable', quoted(status)],
])('a delivery report in %s', (encoding, body) => {
  const text = report(encoding, body);
  it.each([
    ['as it came', text],
    ['with CRLF', text.replace(/\n/g, '\r\n')],
    ['quoted by a mail program', text.replace(/^/gm, '> ')],
  ])('is read %s', (_, given) => {
    expect(explain(given, 0).causes[0]?.cause.id).toBe('recipient-does-not-exist');
  });
});
