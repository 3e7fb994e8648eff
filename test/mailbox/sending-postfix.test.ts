// Postfix takes the message and files nothing; Dovecot keeps the mailboxes. A process of its own sends, so that its memory
// can be told.

import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Closers } from '../../src/base/closers.ts';
import { seed, startSandbox } from '../../src/sandbox/index.ts';
import { debianServers, issuerOf } from '../kit/debian-servers.ts';
import { needs } from '../kit/interop.ts';
import { wordsFor } from '../kit/programs/programs.ts';
import type { Order, OrderDone } from './send-by-child.ts';

const anna = seed.contoso.anna.name;
const ben = seed.contoso.ben.name;
const { missing, title } = needs('sending by Postfix', 'dovecot', 'postfix');

describe.skipIf(missing)(title, () => {
  const closers = new Closers();
  let order: Omit<Order, 'messages'>;
  let mail: string;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sending-'));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    const sandbox = await startSandbox();
    closers.push(() => sandbox.close());
    const debian = await debianServers(issuerOf(sandbox), { recipients: [anna, ben], host: '127.0.0.1' });
    closers.push(() => debian.close());
    mail = debian.mail;
    const { imap, smtp } = debian.servers;
    const { accessToken } = await sandbox.act('mint-token', { user: anna });
    order = { address: anna, token: accessToken, ca: debian.caPem, places: { imap, smtp } };
  }, 60_000);
  afterAll(() => closers.close());

  const files = (path: string): string[] =>
    readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\/(new|cur)$/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name));
  const holding = (who: string, text: string): string[] =>
    files(join(mail, who)).filter((file) => readFileSync(file).includes(text));
  const run = (messages: Order['messages']): Promise<OrderDone> =>
    new Promise((resolve, reject) => {
      const child = execFile(
        process.execPath,
        wordsFor('test/mailbox/send-by-child.ts'),
        { timeout: 90_000 },
        (error, out, problem) => {
          // What the child prints is its own.
          if (error) reject(new Error(problem || error.message));
          else resolve(JSON.parse(out) as OrderDone);
        },
      );
      child.stdin?.end(JSON.stringify({ ...order, messages }));
    });
  const arrived = async (text: string): Promise<string> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const [file] = holding(ben, text);
      if (file !== undefined) return readFileSync(file, 'latin1');
      await new Promise((resolve) => setImmediate(resolve));
      await run([]);
    }
    throw new Error('it did not arrive');
  };

  it('a message arrives without Bcc, and the one copy in Sent keeps it', async () => {
    const message = {
      to: ben,
      bcc: anna,
      subject: 'Grüße',
      text: '.dot\n',
      messageId: '<once@contoso.example>',
    };
    const { results } = await run([message, message]);
    expect(results).toMatchObject([
      { route: 'smtp', found: false, sentCopy: 'append' },
      { route: 'smtp', found: true },
    ]);
    expect(await arrived('<once@contoso.example>')).not.toMatch(/^bcc:/im);
    const copies = holding(anna, '<once@contoso.example>').map((file) => readFileSync(file, 'latin1'));
    const sent = copies.filter((text) => !/^Received:/m.test(text));
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/^Bcc: .*anna/im);
  }, 120_000);

  it('35 MB go out with flat memory', async () => {
    const path = join(folder, 'large.bin');
    writeFileSync(path, Buffer.alloc(35 * 1024 * 1024, 'mailgrant'));
    const small = await run([{ to: ben, subject: 'small', text: 'x' }]);
    const large = await run([{ to: ben, subject: 'large', text: 'x', attachments: [{ path }] }]);
    expect(large.results[0]?.bytes).toBeGreaterThan(48_000_000);
    expect(large.rssMb - small.rssMb).toBeLessThan(60);
  }, 120_000);
});
