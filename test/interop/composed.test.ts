// What we compose, read by somebody else: Python's email package, which nobody here wrote, has to find in a new message, an
// answer and a forwarded one the structure, the words, the charsets and the names that were meant.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { needs } from '../kit/interop.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sendingWorld } from '../kit/sending-world.ts';

const long = `${'請求書 '.repeat(30)}"final" (2) ünd so.pdf`;
const octets = Buffer.from(Array.from({ length: 3000 }, (_, at) => (at * 31) % 256));
const wide = 'x'.repeat(20_000);

/** In ISO-2022-JP with an HTML that shows a picture, and a file whose name goes on over several parameters. */
const old = Buffer.concat([
  Buffer.from(
    [
      'From: =?ISO-2022-JP?B?GyRCRnxLXBsoQg==?= <ben@contoso.com>',
      `To: ${anna}`,
      'Subject: =?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=',
      'Date: Mon, 2 Nov 2026 09:00:00 +0900',
      'Message-ID: <old@contoso.com>',
      `References: ${Array.from({ length: 60 }, (_, at) => `<${'r'.repeat(20)}${at}@contoso.com>`).join('\r\n ')}`,
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=a',
      '',
      '--a',
      'Content-Type: multipart/related; boundary=b',
      '',
      '--b',
      'Content-Type: text/html; charset=ISO-2022-JP',
      '',
      '<p>',
    ].join('\r\n'),
  ),
  Buffer.from('\x1b$B$3$s$K$A$O\x1b(B', 'latin1'),
  Buffer.from(
    [
      ` ${wide}</p><img src="cid:logo@x">`,
      '--b',
      'Content-Type: image/png',
      'Content-ID: <logo@x>',
      'Content-Transfer-Encoding: base64',
      '',
      'AQID',
      '--b--',
      '--a',
      'Content-Type: application/pdf; name*0*=utf-8\'\'%E8%AB%8B%E6%B1%82; name*1*=%E6%9B%B8%20; name*2="(1).pdf"',
      'Content-Transfer-Encoding: base64',
      '',
      'JVBERi0xLjQ=',
      '--a',
      'Content-Type: text/csv; charset=windows-1252; name=a.csv',
      'Content-Disposition: attachment',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=FC=DFe;=80',
      '--a--',
      '',
    ].join('\r\n'),
  ),
]);

interface Part {
  readonly type: string;
  readonly charset?: string | null;
  readonly disposition?: string | null;
  readonly name: string | null;
  readonly cid?: string | null;
  readonly text?: string | null;
  readonly sha256?: string;
  readonly parts?: readonly Part[];
  readonly defects: readonly string[];
}
interface Told {
  readonly fields: Readonly<Record<string, string>>;
  readonly fieldDefects: readonly string[];
  readonly longest: number;
  readonly loneLineEnds: number;
  readonly root: Part;
}

interface Composed {
  readonly name: string;
  readonly send: (box: Mailbox) => Promise<unknown>;
  readonly check: (told: Told) => void;
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
/** `multipart/mixed(text/plain, ...)` */
const shapeOf = ({ type, parts }: Part): string =>
  parts === undefined ? type : `${type}(${parts.map(shapeOf).join(', ')})`;
const leaves = (part: Part): readonly Part[] => part.parts?.flatMap(leaves) ?? [part];
const named = (told: Told, name: string): Part | undefined =>
  leaves(told.root).find((part) => part.name === name);
const textOf = (told: Told, type: string): string =>
  leaves(told.root).find((part) => part.type === type)?.text ?? '';

const composed: readonly Composed[] = [
  {
    name: 'words alone, with a line that is wider than a line may be',
    send: (box) =>
      box.send({
        to: `"Ito, Ben" <${ben}>`,
        subject: `Grüße 🎉 ${'sehr '.repeat(60)}`,
        text: `日本語 ${wide}\nFrom here\n.\n`,
      }),
    check: (told) => {
      expect(shapeOf(told.root)).toBe('text/plain');
      expect(told.root.charset).toBe('utf-8');
      expect(told.root.text?.replace(/\r\n/g, '\n')).toBe(`日本語 ${wide}\nFrom here\n.\n`);
      expect(told.fields['subject']).toBe(`Grüße 🎉 ${'sehr '.repeat(60)}`);
      expect(told.fields['to']).toBe(`"Ito, Ben" <${ben}>`);
    },
  },
  {
    name: 'HTML, a picture in it, and files with names of every kind',
    send: (box) =>
      box.send({
        to: ben,
        cc: [{ name: 'Žluťoučký kůň', address: 'carl@contoso.com' }],
        subject: 'all',
        html: '<p>Grüße <img src="cid:logo@x"></p>',
        attachments: [
          { filename: 'logo.png', content: Buffer.from([1, 2, 3]), cid: 'logo@x', contentType: 'image/png' },
          { filename: long, content: octets },
          { filename: "it's 100% \\ ok;.bin", content: octets },
          { filename: 'plain.txt', content: 'Grüße\n', contentType: 'text/plain' },
        ],
      }),
    check: (told) => {
      expect(shapeOf(told.root)).toBe(
        'multipart/mixed(multipart/alternative(text/plain, multipart/related(text/html, image/png)), application/pdf, application/octet-stream, text/plain)',
      );
      expect(named(told, long)?.sha256).toBe(sha256(octets));
      expect(named(told, "it's 100% \\ ok;.bin")?.sha256).toBe(sha256(octets));
      expect(named(told, 'plain.txt')?.sha256).toBe(sha256(Buffer.from('Grüße\n')));
      expect(leaves(told.root).find(({ type }) => type === 'image/png')?.cid).toBe('<logo@x>');
      expect(told.fields['cc']).toBe('Žluťoučký kůň <carl@contoso.com>');
    },
  },
  {
    name: 'an answer in HTML',
    send: (box) => box.reply('<old@contoso.com>', { html: '<p>はい</p>' }),
    check: (told) => {
      expect(shapeOf(told.root)).toBe(
        'multipart/alternative(text/plain, multipart/related(text/html, image/png))',
      );
      expect(textOf(told, 'text/html')).toContain('こんにちは');
      expect(textOf(told, 'text/html')).toContain('cid:logo@x');
      expect(textOf(told, 'text/plain')).toContain('はい');
      expect(told.fields['subject']).toBe('Re: 日本語');
      expect(told.fields['in-reply-to']).toBe('<old@contoso.com>');
      expect(told.fields['references']).toMatch(/<old@contoso\.com>$/);
    },
  },
  {
    name: 'an answer in words',
    send: (box) => box.reply('<old@contoso.com>', { text: 'はい' }),
    check: (told) => {
      expect(shapeOf(told.root)).toBe('text/plain');
      expect(textOf(told, 'text/plain')).toMatch(/^はい[^]*> ?こんにちは x{70}/);
    },
  },
  {
    name: 'forwarded, with what hangs on it',
    send: (box) => box.forward('<old@contoso.com>', { to: ben, text: '見て' }),
    check: (told) => {
      expect(shapeOf(told.root)).toBe(
        'multipart/mixed(multipart/alternative(text/plain, multipart/related(text/html, image/png)), application/pdf, text/csv)',
      );
      expect(named(told, 'a.csv')).toMatchObject({ charset: 'windows-1252', text: 'Grüße;€' });
      expect(named(told, '請求書 (1).pdf')).toMatchObject({
        disposition: 'attachment',
        sha256: sha256(Buffer.from('%PDF-1.4')),
      });
      expect(textOf(told, 'text/plain')).toMatch(/見て[^]*こんにちは/);
      expect(told.fields['subject']).toBe('Fwd: 日本語');
    },
  },
  {
    name: 'forwarded as it is',
    send: (box) => box.forward('<old@contoso.com>', { to: ben }, { as: 'attachment' }),
    check: (told) => {
      expect(shapeOf(told.root)).toMatch(
        /^multipart\/mixed\(text\/plain, message\/rfc822\(multipart\/mixed\(/,
      );
      expect(leaves(told.root).find(({ type }) => type === 'image/png')?.cid).toBe('<logo@x>');
    },
  },
];

const python = needs('Python', 'python3');
let world: World;
let folder: string;
const read = new Map<string, Told>();
describe.skipIf(python.missing)(`${python.title} reads what we compose`, () => {
  beforeAll(async () => {
    world = await openWorld();
    folder = mkdtempSync(join(tmpdir(), 'composed-'));
    world.faces.mail.deliver(old, anna);
    const { box } = sendingWorld(world);
    for (const [index, { send }] of composed.entries()) {
      await send(box);
      const raw = world.faces.mail.list(ben, 'inbox').at(-1)?.content.raw ?? Buffer.alloc(0);
      writeFileSync(join(folder, `${index}.eml`), raw);
    }
    await box.close();
    const script = join(import.meta.dirname, 'composed.py');
    const all = JSON.parse(execFileSync('python3', [script, folder], { encoding: 'utf8' })) as Told[];
    for (const [index, { name }] of composed.entries()) {
      const told = all[index];
      if (told) read.set(name, told);
    }
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await world.close();
  });

  it.each(composed)('$name', ({ name, check }) => {
    const told = read.get(name);
    if (!told) throw new Error('Python says what it is');
    check(told);
    expect(told.fieldDefects).toEqual([]);
    expect(leaves(told.root).flatMap(({ defects }) => defects)).toEqual([]);
    expect(told.loneLineEnds).toBe(0);
    // RFC 5322 section 2.1.1. What is enclosed as it is may not be changed.
    if (name !== 'forwarded as it is') expect(told.longest).toBeLessThanOrEqual(998);
  });
});
