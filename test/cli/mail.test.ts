import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { socksProxy } from '../kit/outgoing-proxies.ts';
import { mailgrant, type Ran, start } from './run.ts';

// Each test is a handful of processes from source, each a second or two where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

let sandbox: Sandbox;
let home: ConnectedHome;
let folder: string;
beforeAll(async () => {
  sandbox = await startSandbox();
  home = await connectedHome(sandbox, [seed.contoso.anna]);
  folder = mkdtempSync(join(tmpdir(), 'mail-cli-'));
}, 60_000);
afterAll(async () => {
  await sandbox?.close();
  home?.close();
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: readonly string[], input?: string, env: Record<string, string> = {}): Promise<Ran> =>
  mailgrant(args, { home: home.folder, input: input ?? '', env: { ...home.env, ...env } });
/** What is printed, of a command that has to succeed. */
const out = async (args: readonly string[], input?: string): Promise<string> => {
  const ran = await run(args, input);
  expect({ code: ran.code, err: ran.err }, args.join(' ')).toMatchObject({ code: 0 });
  return ran.out;
};
const lines = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

function letter(name: string, subject: string, more = ''): string {
  const file = join(folder, `${name}.eml`);
  // With bare line feeds, as editors keep them.
  writeFileSync(
    file,
    `From: Ben Example <ben@contoso.example>\nTo: anna@contoso.example\nSubject: ${subject}\nDate: Mon, 12 Oct 2026 10:00:00 +0000\nMessage-ID: <${name}@test.example>\n${more}\nHello from ${name}.\n`,
  );
  return file;
}

describe('a command line that cannot be meant', () => {
  it.each([
    [['list', 'nobody'], 1, 'mailgrant login nobody'],
    [['list', 'Team news'], 1, "mailgrant list anna 'Team news'"],
    [['read', 'anna'], 2, 'no message is named'],
    [['read', 'anna', '77'], 2, '77 is the number of a row, and no list was shown yet'],
    [['read', 'anna', 'inbox:nothing@test.example'], 1, '(message-unknown)'],
    [['read', 'anna', 'noid'], 2, '(message-id-not-understood)'],
    [['list', 'anna', 'nowhere'], 1, 'mailgrant folders'],
    [['list', 'anna', 'sent', '--via', 'pop'], 2, '--via imap or --via graph'],
    [['folders', 'create', 'anna', ' '], 2, 'say which folder'],
    [['list', 'anna', '--via', 'smtp'], 2, 'imap, graph, pop'],
    [['list', 'anna', '--limit', 'many'], 2, '--limit wants a number'],
    [['list', 'anna', '--json', 'id,colour'], 2, '--json knows no field "colour"'],
    [['search', 'anna'], 2, 'there is no condition'],
    [['flag', 'anna', '1'], 2, 'say --read, --unread'],
    [['flag', 'anna', '1', '--read', '--unread'], 2, 'cannot be both'],
    [['move', 'anna', '1'], 2, 'say where to, with --to'],
    [['append', 'anna', 'inbox', '/nowhere.eml'], 2, '(file-unreadable)'],
    [['append', 'anna', 'inbox', '/dev/null'], 2, '(input-empty)'],
    [['send', 'anna', '--text', 'hi'], 2, 'say to whom'],
    [['folders', 'anna', 'empty'], 2, '"empty" is not one of list, create'],
    [['folders', 'rename', 'anna', 'inbox'], 2, 'what it shall be called'],
    [['folders', 'create', 'anna', 'x', '--via', 'pop'], 2, 'POP'],
    [['delta', 'anna'], 2, 'with --state'],
    [['watch', 'anna', '--events', 'opened'], 2, '--events knows created'],
  ])('%j ends with code %i and says what to do', async (args, code, said) => {
    const ran = await run(args);
    expect({ code: ran.code, out: ran.out }, ran.err).toEqual({ code, out: '' });
    expect(ran.err).toContain(said);
  });
});

it('says how to begin where nothing is connected', async () => {
  const ran = await mailgrant(['inbox'], { home: mkdtempSync(join(folder, 'nobody-')) });
  expect(ran).toMatchObject({ code: 1, out: '' });
  expect(ran.err).toContain('(account-none)');
});

it('leaves a network by its proxy, and says which setting is wrong where it cannot', async () => {
  const proxy = await socksProxy();
  try {
    const env = (url: string): Record<string, string> => ({ MAILGRANT_MAIL_PROXY: url });
    const through = await run(['folders', 'anna'], '', env(`socks5://127.0.0.1:${proxy.port}`));
    expect({ code: through.code, err: through.err }).toMatchObject({ code: 0 });
    const { host, port } = sandbox.servers.imaps;
    expect(new Set(proxy.asked)).toEqual(new Set([`${host}:${port}`]));
    const looked = await run(['doctor', 'anna'], '', env(`socks5://127.0.0.1:${proxy.port}`));
    expect(looked.code, looked.out).toBe(0);
    expect(new Set(proxy.asked).size).toBeGreaterThan(1);
    const wrong = await run(['folders', 'anna'], '', env('ftp://secret@proxy'));
    expect(wrong).toMatchObject({ code: 2, out: '' });
    expect(wrong.err).toContain('MAILGRANT_MAIL_PROXY');
    expect(wrong.err).not.toContain('secret');
  } finally {
    await proxy.close();
  }
});

it('names the attachments of a draft in a pipe, and takes one out by its name', async () => {
  const file = join(folder, 'Zahlen & 数字.txt');
  writeFileSync(file, 'one');
  const words = ['draft', 'anna', '--to', 'ben@contoso.example', '--subject', 'Two files', '--text', 'see'];
  const id = (await out([...words, '--attach', file, '--attach', letter('attached', 'inside')])).trim();
  const named = async (): Promise<string[]> =>
    (await out(['read', 'anna', id])).split('\n').filter((line) => line.startsWith('Attachment: '));
  const [first, second = '', ...more] = await named();
  expect([first, more]).toEqual(['Attachment: 2 3 text/plain Zahlen & 数字.txt', []]);
  expect(second).toMatch(/^Attachment: 3 \d+ message\/rfc822 attached\.eml$/);
  expect(await out(['draft', 'anna', '--edit', id, '--remove', 'Zahlen & 数字.txt'])).toBe(`${id}\n`);
  expect(await named()).toHaveLength(1);
});

describe.each(['imap', 'graph'])('mail by %s', (via) => {
  it('a message is put, listed, read, searched, flagged, moved, copied and deleted', async () => {
    const name = `one-${via}`;
    const by = ['--via', via];
    const [put] = lines(await out(['append', 'anna', 'inbox', letter(name, `Figures ${via}`)]));
    const id = put?.[1] ?? '';
    expect(id).toBe(`inbox:${name}@test.example`);

    const listed = lines(await out(['list', 'anna', ...by]));
    const row = listed.find(([first]) => first === id);
    expect(row?.slice(1)).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      '-',
      expect.stringMatching(/^\d*$/), // Graph does not tell the size.
      'ben@contoso.example',
      `Figures ${via}`,
    ]);

    expect(await out(['read', 'anna', id, ...by])).toBe(
      `From: Ben Example <ben@contoso.example>\nTo: anna@contoso.example\nDate: 2026-10-12T10:00:00.000Z\nSubject: Figures ${via}\nId: ${id}\n\nHello from ${name}.\n`,
    );
    const raw = await out(['read', 'anna', id, '--raw', ...by]);
    expect(raw).toContain(`\r\n\r\nHello from ${name}.\r\n`);
    const json = JSON.parse(
      await out(['read', 'anna', id, '--json', 'id,subject,text,attachments', ...by]),
    ) as unknown;
    expect(json).toEqual({
      id,
      subject: `Figures ${via}`,
      text: expect.stringContaining('Hello'),
      attachments: [],
    });

    expect(
      lines(await out(['search', 'anna', `subject:"Figures ${via}"`, 'unread', ...by])).map(([one]) => one),
    ).toEqual([id]);
    expect(await out(['flag', 'anna', id, '--read', '--flag', ...by])).toBe(`${id}\n`);
    expect(lines(await out(['list', 'anna', ...by])).find(([one]) => one === id)?.[2]).toBe('seen,flagged');

    const [moved] = lines(await out(['move', 'anna', '-', '--to', 'archive', ...by], `${id}\twhatever\n`));
    expect(moved).toEqual([id, `archive:${name}@test.example`]);
    const [copied] = lines(await out(['copy', 'anna', moved?.[1] ?? '', '--to', 'inbox', ...by]));
    expect(copied?.[1]).toBe(id);
    await out(['delete', 'anna', id, ...by]);
    expect(lines(await out(['list', 'anna', 'trash', ...by])).map(([one]) => one)).toContain(
      `trash:${name}@test.example`,
    );
    await out(['delete', 'anna', moved?.[1] ?? '', '--permanently', ...by]);
    expect(await out(['list', 'anna', 'archive', ...by])).not.toContain(name);
  }, 60_000);

  it('lists folders by the same names', async () => {
    const paths = lines(await out(['folders', 'anna', '--via', via])).map(([path]) => path);
    expect(paths.slice(0, 6)).toEqual(['inbox', 'drafts', 'sent', 'archive', 'junk', 'trash']);
  });
});

it('makes, renames and deletes folders, the account before the action or behind it', async () => {
  expect(await out(['folders', 'create', 'anna', 'Plans'])).toBe('Plans\n');
  const moved = await run(['folders', 'anna', 'rename', 'Plans', 'inbox/Old plans']);
  expect(moved).toEqual({ code: 0, out: 'inbox/Old plans\n', err: '' });
  expect(await run(['folders', 'anna', 'create', 'inbox/Old plans'])).toMatchObject({ code: 1, out: '' });
  expect(await out(['folders', 'delete', 'anna', 'inbox/Old plans'])).toBe('inbox/Old plans\n');
  expect(await out(['folders', 'anna'])).not.toContain('plans');
});

it('by POP the inbox is listed and read, and what POP cannot do is refused with what can', async () => {
  await out(['append', 'anna', 'inbox', letter('pop', 'By POP')]);
  const id = 'inbox:pop@test.example';
  expect(lines(await out(['list', 'anna', '--via', 'pop'])).find(([one]) => one === id)?.[5]).toBe('By POP');
  expect(await out(['read', 'anna', id, '--via', 'pop'])).toContain('Hello from pop.');
  const refused = await run(['move', 'anna', id, '--to', 'archive', '--via', 'pop']);
  expect(refused.code).toBe(2);
});

it('the account can be left out where there is one and the word cannot be a name', async () => {
  await out(['append', 'anna', 'inbox', letter('only', 'Only')]);
  expect(await out(['inbox', '--limit', '1', '--json', 'subject'])).toBe('[\n{"subject":"Only"}\n]\n');
  expect(await out(['read', 'inbox:only@test.example'])).toContain('Hello from only.');
  expect(await out(['search', 'subject:Only', '--jsonl', '--json', 'id'])).toBe(
    '{"id":"inbox:only@test.example"}\n',
  );
  // What may be a name is one.
  expect((await run(['list', 'archive'])).err).toContain('(account-unknown)');
});

it('of several messages those that are there are moved, and the others are named', async () => {
  const put = await out([
    'append',
    'anna',
    'inbox',
    letter('here', 'Here'),
    letter('there', 'There'),
    '--json',
  ]);
  expect(JSON.parse(put)).toMatchObject([
    { file: join(folder, 'here.eml'), id: 'inbox:here@test.example' },
    { id: 'inbox:there@test.example' },
  ]);
  const ran = await run([
    'move',
    'anna',
    'inbox:here@test.example',
    'inbox:gone@test.example',
    'inbox:there@test.example',
    '--to',
    'archive',
  ]);
  expect(ran.code).toBe(1);
  expect(lines(ran.out)).toEqual([
    ['inbox:here@test.example', 'archive:here@test.example'],
    ['inbox:there@test.example', 'archive:there@test.example'],
  ]);
  expect(ran.err).toContain(
    '1 of 3 messages could not be moved to archive: inbox:gone@test.example (message-unknown)',
  );
});

it('sends text from standard input with a file, and saves what came', async () => {
  const file = join(folder, 'figures.csv');
  writeFileSync(file, 'a,b\n1,2\n');
  const to = seed.contoso.anna.name;
  const messageId = (
    await out(['send', 'anna', '--to', to, '--subject', 'Häppchen ✓', '--attach', file], 'See the file.\n')
  ).trim();
  expect(messageId).toMatch(/^<[^>]+>$/);
  const kept = join(folder, 'kept');
  const saved = lines(await out(['save', 'anna', `inbox:${messageId.slice(1, -1)}`, kept, '--all']));
  expect(saved.map(([path]) => path)).toHaveLength(2);
  expect(readFileSync(join(kept, 'figures.csv'), 'utf8')).toBe('a,b\n1,2\n');
  expect(readdirSync(kept).some((name) => name.endsWith('.eml'))).toBe(true);
  // Never over what is there.
  expect((await run(['save', 'anna', messageId, kept])).code).not.toBe(0);
  expect(
    lines(await out(['list', 'anna', 'sent'])).filter(([, , , , , subject]) => subject === 'Häppchen ✓'),
  ).toHaveLength(1);
});

it('sends what has a name once, however often it is told to', async () => {
  const to = seed.contoso.anna.name;
  const words = ['send', 'anna', '--to', to, '--subject', 'Once', '--text', 'x', '--message-id'];
  const [first, second] = [
    await out([...words, '<once@test.example>']),
    await out([...words, 'once@test.example', '--json', 'messageId,found']),
  ];
  expect(first.trim()).toBe('<once@test.example>');
  expect(JSON.parse(second)).toEqual({ messageId: '<once@test.example>', found: true });
  const sent = lines(await out(['list', 'anna', 'sent'])).filter(([, , , , , subject]) => subject === 'Once');
  expect(sent).toHaveLength(1);
  // The other way to look, as the error for an outcome that is not known says it.
  expect(await out(['read', 'anna', 'sent:once@test.example'])).toContain('Subject: Once');
  for (const other of [
    ['--raw', join(folder, 'x.eml')],
    ['--draft', '1'],
  ]) {
    const ran = await run(['send', 'anna', ...other, '--message-id', 'a@b.example']);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('--message-id names a new message');
  }
});

it('answers in the thread and marks what was answered', async () => {
  await out(['append', 'anna', 'inbox', letter('ask', 'Question')]);
  const id = 'inbox:ask@test.example';
  await out(['reply', 'anna', id, '--to', seed.contoso.anna.name, '--text', 'Yes.']);
  const [answer] = lines(await out(['search', 'anna', 'in:inbox', 'subject:Re: Question']));
  expect(await out(['read', 'anna', answer?.[0] ?? ''])).toMatch(/Yes\.[^]*> Hello from ask\./);
  expect(await out(['list', 'anna', '--json', 'id,flags'])).toMatch(
    /"inbox:ask@test.example","flags":\{[^}]*"answered":true/,
  );
});

it('exports a folder, and the next time only what is new', async () => {
  const into = join(folder, 'maildir');
  await out(['folders', 'create', 'anna', 'Kept']);
  await out(['append', 'anna', 'Kept', letter('kept', 'Kept')]);
  expect(lines(await out(['export', 'anna', 'Kept', into]))[0]?.slice(1, 3)).toEqual(['1', '0']);
  expect(lines(await out(['export', 'anna', 'Kept', into]))[0]?.slice(1, 3)).toEqual(['0', '1']);
});

it('shows what would be sent, and sends nothing', async () => {
  const before = await out(['list', 'anna', 'sent', '--json', 'id']);
  const shown = await out([
    'send',
    'anna',
    '--to',
    'ben@contoso.example',
    '--bcc',
    'carol@contoso.example',
    '--subject',
    'Dry',
    '--text',
    'x',
    '--dry-run',
  ]);
  expect(shown).toContain('Subject: Dry');
  expect(shown).not.toMatch(/^Bcc:/m);
  expect(await out(['list', 'anna', 'sent', '--json', 'id'])).toBe(before);
});

it('delta tells everything first and then what is new', async () => {
  const state = join(folder, 'inbox.state');
  await out(['append', 'anna', 'inbox', letter('before', 'Before')]);
  expect(await out(['delta', 'anna', 'inbox', '--state', state])).toContain('inbox:before@test.example');
  expect(statSync(state).mode & 0o777).toBe(0o600);
  await out(['append', 'anna', 'inbox', letter('after', 'After')]);
  const news = lines(await out(['delta', 'anna', 'inbox', '--state', state]));
  expect(news.map(([kind, id]) => [kind, id])).toEqual([['created', 'inbox:after@test.example']]);
});

it.each(['interrupt', 'hangUp'] as const)('half a file is tidied away after %s', async (how) => {
  const half = join(folder, how);
  // Large enough to be in the middle of it when somebody looks.
  const head = `From: ben@contoso.example\r\nSubject: big\r\nMessage-ID: <${how}@test.example>\r\nContent-Type: application/zip; name=big.zip\r\n\r\n`;
  const raw = Buffer.concat([Buffer.from(head), Buffer.alloc(64_000_000, `${'x'.repeat(70)}\r\n`)]);
  sandbox.mail.deliver(raw, seed.contoso.anna.name);
  const saving = start(['save', 'anna', `inbox:${how}@test.example`, half], {
    home: home.folder,
    env: { ...home.env },
  });
  const there = (): string[] => (existsSync(half) ? readdirSync(half) : []);
  const begun = (): void => expect(there().join()).toMatch(/\.part$/);
  await vi.waitFor(begun, { timeout: 60_000, interval: 5 });
  saving[how]();
  expect(await saving.ended).toMatchObject({ code: 130, out: '' });
  expect(there()).toEqual([]);
});

it('nothing to do is done, where a search in a pipe finds nothing', async () => {
  for (const command of [
    ['flag', 'anna', '-', '--read'],
    ['move', 'anna', '-', '--to', 'archive'],
    ['delete', 'anna', '-'],
  ]) {
    const ran = await run(command, '');
    expect(ran).toMatchObject({ code: 0, out: '' });
    expect(ran.err).toContain('there is nothing to do');
  }
});

it('a reader of both streams that leaves is no failure', async () => {
  const { spawn } = await import('node:child_process');
  const line = 'mailgrant send anna --to ben@contoso.example --subject x --text x --dry-run';
  const child = spawn('bash', ['-c', `${line} 2>&1 | head -1; exit $PIPESTATUS`], {
    env: { ...home.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect(code).toBe(0);
});

it('a reader that leaves ends a list quietly', async () => {
  const { spawn } = await import('node:child_process');
  const child = spawn('sh', ['-c', 'mailgrant list anna --json | head -1; exit ${PIPESTATUS:-0}'], {
    env: { ...home.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  expect({ code, err }).toEqual({ code: 0, err: '' });
});
