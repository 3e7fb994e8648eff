// Messages as they are met in the wild rather than in the standard: every one whole (CRLF at each line's end, no NUL,
// as IMAP can carry it), every one different, and findable by its Message-ID.

import { type Seeded, seeded } from './seeded.ts';

export interface OddMessage {
  /** What stands between the angle brackets of its Message-ID. */
  readonly id: string;
  readonly kind: string;
  readonly raw: Buffer;
}

export function oddMessages(options: { seed: number; count: number; prefix?: string }): OddMessage[] {
  const { seed, count, prefix = 'odd' } = options;
  const random = seeded(seed);
  const names = Object.keys(kinds) as [string, ...string[]];
  return Array.from({ length: count }, (_, index) => {
    // Each kind once before chance decides.
    const kind = names[index] ?? random.pick(names);
    const id = `${prefix}-${seed}-${index}@contoso.example`;
    return { id, kind, raw: kinds[kind]?.(id, random) ?? Buffer.alloc(0) };
  });
}

type Maker = (id: string, random: Seeded) => Buffer;

const kinds: Record<string, Maker> = {
  plain: (id, random) => message([...head(id, 'Plain')], words(random, 40)),
  'no body': (id) => bytes(`${[...head(id, 'No body')].join('\r\n')}\r\n\r\n`),
  'a header and nothing after it': (id) => bytes(`${[...head(id, 'Header only')].join('\r\n')}\r\n`),
  'no line end at its end': (id) => message(head(id, 'Cut'), 'the last line goes on').subarray(0, -2),
  'empty lines at its end': (id) => message(head(id, 'Air'), 'text\r\n\r\n\r\n\r\n'),
  'lines that begin with dots': (id) => message(head(id, 'Dots'), '.\r\n..\r\n.hidden\r\n.\r\n'),
  'lines that begin with From': (id) => message(head(id, 'Mbox'), 'From anna Mon\r\n>From ben\r\nFrom \r\n'),
  'a line of 20,000 octets': (id) => message(head(id, 'Long'), 'x'.repeat(20_000)),
  'a header of 300 lines': (id) =>
    message(
      [...head(id, 'Hops'), ...Array.from({ length: 300 }, (_, hop) => `Received: by hop${hop}.example`)],
      'far travelled',
    ),
  'folded header with tabs': (id) =>
    message([`Message-ID:\r\n\t<${id}>`, 'Subject: a\r\n\tb\r\n  c', 'From: ben@contoso.example'], 'folded'),
  'eight bits in the header': (id) =>
    message([...head(id, 'Grüße, 日本語 and \u{1f4ee}'), 'X-Latin: caf\xe9'], 'raw UTF-8: žluťoučký kůň'),
  'every octet that a body can have': (id) =>
    Buffer.concat([
      bytes(`${[...head(id, 'Octets'), 'Content-Transfer-Encoding: 8bit'].join('\r\n')}\r\n\r\n`),
      Buffer.from(
        Array.from({ length: 255 }, (_, octet) => octet + 1).filter((octet) => ![10, 13].includes(octet)),
      ),
      bytes('\r\n'),
    ]),
  'ISO-2022-JP': (id) =>
    Buffer.concat([
      bytes(`${head(id, '=?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=').join('\r\n')}\r\n`),
      bytes('Content-Type: text/plain; charset=ISO-2022-JP\r\n\r\n'),
      bytes('\x1b$B$3$s$K$A$O\x1b(B\r\n'),
    ]),
  'header lines without a colon': (id) => message([...head(id, 'Broken'), 'no colon here'], 'text'),
  'two subjects and two senders': (id) =>
    message([...head(id, 'One'), 'Subject: Two', 'From: "odd (comment" <a@b>, , <>'], 'text'),
  'alternative with an attachment': (id, random) => multipart(id, random),
  'boundary that never comes': (id) =>
    message([...head(id, 'Lost'), 'Content-Type: multipart/mixed; boundary="never"'], '--other\r\n\r\ntext'),
  'multipart without a boundary': (id) =>
    message([...head(id, 'Nameless'), 'Content-Type: multipart/mixed'], '--\r\n\r\ntext\r\n----'),
  'a message in a message in a message': (id) => nested(id, 3),
  'twenty parts deep': (id) => deep(id, 20),
  'large base64': (id, random) =>
    message(
      [
        ...head(id, 'Large'),
        'Content-Type: application/octet-stream; name="=?utf-8?Q?pr=C3=A9sentation?="',
        'Content-Transfer-Encoding: base64',
      ],
      base64(random, 60_000 + random.below(200_000)),
    ),
};

function head(id: string, subject: string): string[] {
  return [
    'From: Ben Ito <ben@contoso.example>',
    'To: anna@contoso.example',
    `Subject: ${subject}`,
    'Date: Mon, 2 Nov 2026 09:00:00 +0100 (CET)',
    `Message-ID: <${id}>`,
  ];
}

function message(fields: readonly string[], body: string): Buffer {
  return bytes(`${fields.join('\r\n')}\r\n\r\n${body.endsWith('\r\n') ? body : `${body}\r\n`}`);
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

function words(random: Seeded, count: number): string {
  const all = [
    'grant',
    'token',
    'tenant',
    'scope',
    'audience',
    'consent',
    'inbox',
    'über',
    '日本',
    '...',
  ] as const;
  const text = Array.from({ length: count }, () => random.pick(all)).join(' ');
  return text.replace(/(.{60}\S*) /g, '$1\r\n');
}

function base64(random: Seeded, size: number): string {
  const data = Buffer.from(Array.from({ length: size }, () => random.below(256)));
  return data.toString('base64').replace(/.{76}/g, '$&\r\n');
}

function multipart(id: string, random: Seeded): Buffer {
  const text = [
    '--out',
    'Content-Type: multipart/alternative; boundary=in',
    '',
    '--in',
    'Content-Type: text/plain; charset=utf-8; format=flowed',
    '',
    words(random, 20),
    '--in',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    '<p>Gr=C3=BC=C3=9Fe =E2=80=94 a soft line=',
    ' break</p>',
    '--in--',
    '--out',
    'Content-Type: image/png',
    "Content-Disposition: attachment; filename*0*=utf-8''%e6%97%a5; filename*1=.png",
    'Content-Transfer-Encoding: base64',
    '',
    base64(random, random.below(3000)),
    '--out--',
    'an epilogue that nobody reads',
  ];
  return message(
    [...head(id, 'Parts'), 'MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary="out"'],
    `a preamble\r\n${text.join('\r\n')}`,
  );
}

function nested(id: string, depth: number): Buffer {
  const inner = depth === 1 ? message(head(`in-${id}`, 'Core'), 'core') : nested(`in-${id}`, depth - 1);
  return Buffer.concat([
    bytes(`${head(id, `Wrapped ${depth}`).join('\r\n')}\r\nContent-Type: message/rfc822\r\n\r\n`),
    inner,
  ]);
}

function deep(id: string, depth: number): Buffer {
  let text = 'Content-Type: text/plain\r\n\r\nat the bottom\r\n';
  for (let level = depth; level > 0; level -= 1) {
    text = `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n${text}\r\n--b${level}--\r\n`;
  }
  return bytes(`${head(id, 'Deep').join('\r\n')}\r\n${text}`);
}
