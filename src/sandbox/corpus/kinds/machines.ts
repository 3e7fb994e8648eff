// What programs send to each other by mail: invitations (RFC 5545, 6047), delivery reports (RFC 3464), signatures and
// envelopes of S/MIME (RFC 8551), whose contents are noise: nobody here has a certificate.

import { noise } from '../attachments.ts';
import { boundaryOf, head, type Kind, message, multipart, part, plainText } from '../draft.ts';
import { base64Lines } from '../encodings.ts';

export const invitation: Kind = (draft) => {
  const { chance, dateMs, subject, from, to } = draft;
  const boundary = boundaryOf(draft);
  const stamp = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const beginsMs = dateMs + chance.between(1, 20) * 86_400_000;
  const bare = (address: string): string => address.replace(/^.*<|>$/g, '');
  const calendar = [
    'BEGIN:VCALENDAR',
    'PRODID:-//Contoso//Calendar//EN',
    'VERSION:2.0',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${chance.hex(24)}@contoso.example`,
    `DTSTAMP:${stamp(dateMs)}`,
    `DTSTART:${stamp(beginsMs)}`,
    `DTEND:${stamp(beginsMs + 3_600_000)}`,
    `SUMMARY:${subject.replace(/[,;\\]/g, '\\$&')}`,
    `ORGANIZER:mailto:${bare(from)}`,
    `ATTENDEE;RSVP=TRUE:mailto:${bare(to)}`,
    'SEQUENCE:0',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
  return message(
    [...head(draft, `Invitation: ${subject}`), `Content-Type: multipart/alternative; boundary="${boundary}"`],
    multipart(boundary, [
      part(['Content-Type: text/plain; charset=utf-8'], plainText(draft, 2)),
      part(['Content-Type: text/calendar; charset=utf-8; method=REQUEST'], calendar),
    ]),
  );
};

export const deliveryReport: Kind = (draft) => {
  const boundary = boundaryOf(draft);
  const lost = `nobody${draft.chance.between(1, 99)}@elsewhere.example`;
  return message(
    [
      ...head(draft, `Undeliverable: ${draft.subject}`),
      `Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="${boundary}"`,
    ],
    multipart(boundary, [
      part(
        ['Content-Type: text/plain; charset=utf-8'],
        `Your message to ${lost} could not be delivered.\r\n`,
      ),
      part(
        ['Content-Type: message/delivery-status'],
        `Reporting-MTA: dns; mail.elsewhere.example\r\n\r\nFinal-Recipient: rfc822; ${lost}\r\nAction: failed\r\nStatus: 5.1.1\r\n`,
      ),
      part(
        ['Content-Type: message/rfc822'],
        `From: ${draft.to}\r\nTo: ${lost}\r\nSubject: ${draft.subject}\r\n\r\nlost\r\n`,
      ),
    ]),
  );
};

export const signed: Kind = (draft) => {
  const boundary = boundaryOf(draft);
  const signature = base64Lines(noise(draft.chance, draft.chance.between(1500, 3000)));
  return message(
    [
      ...head(draft),
      `Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256;\r\n boundary="${boundary}"`,
    ],
    multipart(boundary, [
      part(['Content-Type: text/plain; charset=utf-8'], plainText(draft, 4)),
      part(
        [
          'Content-Type: application/pkcs7-signature; name="smime.p7s"',
          'Content-Transfer-Encoding: base64',
          'Content-Disposition: attachment; filename="smime.p7s"',
        ],
        signature,
      ),
    ]),
  );
};

export const encrypted: Kind = (draft) =>
  message(
    [
      ...head(draft),
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="smime.p7m"',
    ],
    `${base64Lines(noise(draft.chance, draft.chance.between(2000, 6000)))}\r\n`,
  );
