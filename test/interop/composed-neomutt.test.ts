// What we compose, shown by a mail program: neomutt has to show of a new message, an answer and a forwarded one the people, the
// subject, the words and the names of what hangs on them, to somebody who looks at its screen.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { needs } from '../kit/interop.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sendingWorld } from '../kit/sending-world.ts';
import { openTerminal, type Terminal } from '../kit/terminal.ts';

const old = [
  'From: =?UTF-8?B?5bGx55Sw5aSq6YOO?= <ben@contoso.com>',
  `To: ${anna}`,
  'Subject: =?ISO-2022-JP?B?GyRCRnxLXDhsGyhC?=',
  'Date: Mon, 2 Nov 2026 09:00:00 +0900',
  'Message-ID: <shown@contoso.com>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=a',
  '',
  '--a',
  'Content-Type: text/plain; charset=utf-8',
  'Content-Transfer-Encoding: 8bit',
  '',
  'こんにちは。',
  '--a',
  "Content-Type: application/pdf; name*=utf-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf",
  'Content-Transfer-Encoding: base64',
  '',
  'JVBERi0xLjQ=',
  '--a--',
  '',
].join('\r\n');

interface Shown {
  readonly name: string;
  readonly send: (box: Mailbox) => Promise<unknown>;
  /** On the screen, when the message is opened. */
  readonly pager: readonly RegExp[];
  /** In the list of its parts. */
  readonly parts: readonly RegExp[];
}

const composed: readonly Shown[] = [
  {
    name: 'a new message in words and HTML, with files whose names are Japanese',
    send: (box) =>
      box.send({
        to: [{ name: '山田太郎', address: ben }],
        cc: '"Ito, Carl" <carl@contoso.com>',
        subject: '来週の会議 🎉',
        text: 'Grüße und こんにちは。\n',
        html: '<p>Grüße und <b>こんにちは</b>。</p>',
        attachments: [
          { filename: '会議の資料 (最終版).txt', content: 'Inhalt\n', contentType: 'text/plain' },
          { filename: 'Žluťoučký kůň.pdf', content: Buffer.from('%PDF-1.4') },
        ],
      }),
    pager: [/To: 山田太郎 </, /Cc: "Ito, Carl" <carl@/, /Subject: 来週の会議 🎉/, /Grüße und こんにちは。/],
    parts: [
      /text\/plain/,
      /text\/html/,
      /会議の資料 \(最終版\)\.txt/,
      /Žluťoučký kůň\.pdf.*application\/pdf/,
    ],
  },
  {
    name: 'an answer',
    send: (box) => box.reply('<shown@contoso.com>', { text: 'はい、Grüße' }),
    pager: [/To: 山田太郎 <ben@/, /Subject: Re: 日本語/, /はい、Grüße/, /山田太郎/, /> ?こんにちは。/],
    parts: [/text\/plain/],
  },
  {
    name: 'an answer in HTML',
    send: (box) => box.reply('<shown@contoso.com>', { html: '<p>はい、<i>Grüße</i></p>' }),
    pager: [/Subject: Re: 日本語/, /はい、.*Grüße/, /> ?こんにちは。/],
    parts: [/text\/plain/, /text\/html/],
  },
  {
    name: 'a forwarded message, with what hangs on it',
    send: (box) => box.forward('<shown@contoso.com>', { to: ben, text: '見てください' }),
    pager: [/Subject: Fwd: 日本語/, /見てください/, /こんにちは。/],
    parts: [/請求書\.pdf.*application\/pdf/],
  },
  {
    name: 'a message forwarded as it is',
    send: (box) => box.forward('<shown@contoso.com>', { to: ben, text: '見て' }, { as: 'attachment' }),
    pager: [/見て/, /From: 山田太郎 <ben@/, /Subject: 日本語/, /こんにちは。/],
    parts: [/message\/rfc822/, /請求書\.pdf.*application\/pdf/],
  },
];

const { missing, title } = needs('neomutt shows what we compose', 'neomutt', 'tmux');
describe.skipIf(missing)(title, { timeout: 60_000 }, () => {
  let world: World;
  let folder: string;
  let box: Mailbox;
  let terminal: Terminal | undefined;
  beforeAll(async () => {
    world = await openWorld();
    folder = mkdtempSync(join(tmpdir(), 'shown-'));
    world.faces.mail.deliver(old, anna);
    ({ box } = sendingWorld(world));
  });
  afterAll(async () => {
    terminal?.close();
    await box?.close();
    await world?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(composed)('$name', async ({ name, send, pager, parts }) => {
    await send(box);
    const raw = world.faces.mail.list(ben, 'inbox').at(-1)?.content.raw ?? Buffer.alloc(0);
    const own = mkdtempSync(join(folder, 'one-'));
    for (const sub of ['cur', 'new', 'tmp']) mkdirSync(join(own, 'mail', sub), { recursive: true });
    writeFileSync(
      join(own, 'mail', 'cur', '1.one:2,S'),
      raw.toString('latin1').replaceAll('\r\n', '\n'),
      'latin1',
    );
    const settings = join(own, 'neomuttrc');
    const lines = [
      'set mbox_type=Maildir charset=utf-8 wait_key=no help=no sleep_time=0 quit=yes read_inc=0 header_cache=""',
      'set attach_format="%n %d [%m/%M]" pager_stop=yes markers=no',
      `set folder="${join(own, 'mail')}" spoolfile="+"`,
      `set tmpdir="${own}" record="" from="${ben}"`,
      'alternative_order text/plain',
      'ignore *',
      'unignore from to cc subject',
    ];
    writeFileSync(settings, `${lines.join('\n')}\n`);
    terminal = openTerminal({
      folder: own,
      command: ['neomutt', '-F', settings, '-f', join(own, 'mail')],
      env: { PATH: process.env['PATH'] ?? '', HOME: own, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    });
    await terminal.until(/Msgs:1\b/);
    terminal.press('Enter');
    for (const wanted of pager) await terminal.until(wanted);
    expect(terminal.screen(), name).not.toMatch(/=\?|\ufffd/);
    terminal.press('v');
    for (const wanted of parts) await terminal.until(wanted);
    expect(terminal.screen(), name).not.toMatch(/=\?|\ufffd/);
    terminal.close();
    terminal = undefined;
  });
});
