// `kill -9` in the middle of everything, again and again on one folder: whatever a client was told has happened must
// have happened, and nothing may be half there. SMTP, IMAP and Graph write at the same time; the process is killed as
// the n-th answer arrives. In CI fifty times, elsewhere ten.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { wordsFor } from '../kit/programs/programs.ts';
import { type Seeded, seeded } from '../kit/seeded.ts';

const kills = process.env['CI'] ? 50 : 10;
const chosen = Number(process.env['MAILGRANT_SEED'] ?? 20_261_125);
const { anna, ben } = seed.contoso;

let folder: string;
let tokens: { exchange: string; graph: string };

/** What clients were told, over all lives of the sandbox. */
const told = {
  sent: new Set<string>(),
  appended: new Map<string, { uid: number; uidValidity: bigint }>(),
  flagged: new Set<number>(),
  posted: new Set<string>(),
  folders: new Set<string>(),
};

beforeAll(async () => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'sandbox-kill-')), 'world');
  const sandbox = await startSandbox({ data: folder, tokenLifetimeSeconds: 86_400 });
  const mint = (scopes: string): string =>
    sandbox.entra.mint({ user: anna.name, app: seed.apps.desktop.appId, scopes }).accessToken;
  const outlook = 'https://outlook.office.com';
  tokens = {
    exchange: mint(`${outlook}/IMAP.AccessAsUser.All ${outlook}/SMTP.Send`),
    graph: mint('https://graph.microsoft.com/Mail.ReadWrite https://graph.microsoft.com/Mail.Send'),
  };
  await sandbox.close();
});
afterAll(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

describe(`killed ${kills} times (seed ${chosen})`, () => {
  it('loses nothing that was acknowledged and breaks nothing', { timeout: kills * 30_000 }, async () => {
    const random = seeded(chosen);
    for (let round = 0; round < kills; round += 1) {
      await live(round, 1 + random.below(40), random);
      const sandbox = await startSandbox({ data: folder });
      try {
        check(sandbox, round);
      } finally {
        await sandbox.close();
      }
    }
    // It has to have been under load: a test that writes nothing loses nothing.
    expect(told.sent.size).toBeGreaterThan(kills);
    expect(told.appended.size).toBeGreaterThan(kills);
    expect(told.posted.size).toBeGreaterThan(kills / 2);
  });
});

interface Place {
  readonly servers: Sandbox['servers'];
  readonly urls: Sandbox['urls'];
  readonly ca: string;
}

/** One life: until `answersMax` answers have come. */
async function live(round: number, answersMax: number, random: Seeded): Promise<void> {
  const child = spawn(process.execPath, [...wordsFor('test/kit/kept-sandbox.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const place = await placeOf(child);
  let answers = 0;
  const answered = (): void => {
    answers += 1;
    if (answers === answersMax) child.kill('SIGKILL');
  };
  const exit = once(child, 'exit');
  // Each ends with the connection that the kill breaks.
  await Promise.allSettled([
    bySmtp(place, round, answered),
    byImap(place, round, answered, random),
    byGraph(place, round, answered),
  ]);
  await exit;
}

async function placeOf(child: ChildProcess): Promise<Place> {
  if (!child.stdout) throw new Error('a child has an output');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return JSON.parse(line) as Place;
}

async function bySmtp({ servers, ca }: Place, round: number, answered: () => void): Promise<void> {
  const transport = createTransport({
    ...{ host: servers.smtp.host, port: servers.smtp.port, pool: true, maxConnections: 2 },
    requireTLS: true,
    auth: { type: 'OAuth2', user: anna.name, accessToken: tokens.exchange },
    tls: { ca, servername: 'localhost' },
  });
  const send = async (lane: number): Promise<void> => {
    for (let number = 0; ; number += 1) {
      const subject = `smtp ${round}.${lane}.${number}`;
      await transport.sendMail({ from: anna.name, to: ben.name, subject, text: 'x'.repeat(number * 50) });
      told.sent.add(subject);
      answered();
    }
  };
  try {
    await Promise.all([send(0), send(1)]);
  } finally {
    transport.close();
  }
}

async function byImap(
  { servers, ca }: Place,
  round: number,
  answered: () => void,
  random: Seeded,
): Promise<void> {
  const client = new ImapFlow({
    ...{ host: servers.imaps.host, port: servers.imaps.port, secure: true, logger: false },
    auth: { user: anna.name, accessToken: tokens.exchange },
    tls: { ca, servername: 'localhost' },
  });
  client.on('error', () => undefined); // the kill
  await client.connect();
  await client.mailboxOpen('Archive');
  for (let number = 0; ; number += 1) {
    const subject = `imap ${round}.${number}`;
    const made = await client.append('Archive', `Subject: ${subject}\r\n\r\nbody\r\n`);
    if (!made || made.uid === undefined || made.uidValidity === undefined) throw new Error('not appended');
    told.appended.set(subject, { uid: made.uid, uidValidity: made.uidValidity });
    answered();
    if (random.chance(0.5)) {
      // False when the connection broke before the answer.
      if (!(await client.messageFlagsAdd(`${made.uid}`, ['\\Flagged'], { uid: true }))) return;
      told.flagged.add(made.uid);
      answered();
    }
    if (random.chance(0.1)) {
      await client.mailboxCreate(`Folder ${round} ${number}`);
      told.folders.add(`Folder ${round} ${number}`);
      answered();
    }
  }
}

async function byGraph({ urls }: Place, round: number, answered: () => void): Promise<void> {
  for (let number = 0; ; number += 1) {
    const subject = `graph ${round}.${number}`;
    const answer = await fetch(`${urls.graphHttp}/v1.0/me/sendMail`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.graph}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        message: {
          subject,
          body: { content: 'x' },
          toRecipients: [{ emailAddress: { address: ben.name } }],
        },
      }),
    });
    expect(answer.status).toBe(202);
    told.posted.add(subject);
    answered();
  }
}

function check({ mail }: Sandbox, round: number): void {
  const about = `after kill ${round + 1} (seed ${chosen})`;
  const subjects = (address: string, name: string): string[] =>
    mail.list(address, name).map((item) => {
      // Every message can be read to its end.
      expect(item.content.raw.length, about).toBe(item.content.size);
      return /^Subject: (.*?)\r?$/m.exec(item.content.raw.toString('latin1'))?.[1] ?? '';
    });
  const received = subjects(ben.name, 'inbox');
  const sent = subjects(anna.name, 'sentitems');
  for (const subject of [...told.sent, ...told.posted]) {
    expect(
      received.filter((one) => one === subject),
      `${subject} ${about}`,
    ).toHaveLength(1);
    expect(
      sent.filter((one) => one === subject),
      `${subject} ${about}`,
    ).toHaveLength(1);
  }
  // A submission is whole: in both places or in none.
  expect([...sent].sort(), about).toEqual([...received].sort());
  const mailbox = mail.mailbox(anna.name);
  const archive = mailbox?.wellKnown('archive');
  for (const [subject, { uid, uidValidity }] of told.appended) {
    expect(archive?.uidValidity, about).toBe(Number(uidValidity));
    const item = archive?.itemByUid(uid);
    expect(item?.content.raw.toString(), about).toContain(`Subject: ${subject}\r\n`);
    if (told.flagged.has(uid)) expect(item?.flags.has('\\Flagged'), about).toBe(true);
  }
  for (const name of told.folders) expect(mailbox?.folder(name)?.name, about).toBe(name);
  for (const folder of mailbox?.folders() ?? []) {
    const uids = folder.items.map((item) => item.uid);
    expect(uids, about).toEqual([...new Set(uids)].sort((a, b) => a - b));
    expect(folder.uidNext, about).toBeGreaterThan(uids.at(-1) ?? 0);
    expect(folder.changesAfter(0)?.length ?? folder.sequence, about).toBe(folder.sequence);
  }
}
