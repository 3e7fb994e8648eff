// Worlds made by the thousand: the actions that make them, and the same answer from every run.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox();
});
afterEach(() => sandbox.close());

const mailbox = seed.contoso.anna.name;

describe('generate-mail', () => {
  it.each([
    [{ mailbox: 'nobody@contoso.example' }, 'sandbox-not-found'],
    [{ mailbox, folder: 'Nowhere' }, 'sandbox-not-found'],
    [{ mailbox, kinds: ['poem'] as never }, 'sandbox-input-invalid'],
    [{ mailbox, from: 'yesterday' }, 'sandbox-input-invalid'],
    [{ mailbox, seen: 2 }, 'sandbox-input-invalid'],
  ])('%o is refused: %s', async (input, code) => {
    await expect(sandbox.act('generate-mail', input)).rejects.toMatchObject({ code });
    expect(sandbox.mail.list(mailbox)).toHaveLength(0);
  });

  it('fills a folder with marks and dates, the same for the same seed', async () => {
    const made = await sandbox.act('generate-mail', {
      ...{ mailbox, folder: 'archive', count: 300, seed: 7, seen: 0.5 },
      ...{ from: '2021-01-01', until: '2026-01-01' },
    });
    expect(made).toMatchObject({ folder: 'Archive', messages: 300, generated: 300 });
    const items = sandbox.mail.list(mailbox, 'archive');
    expect(items.length).toBe(300);
    const seen = items.filter((item) => item.flags.has('\\Seen')).length;
    expect(seen).toBeGreaterThan(100);
    expect(seen).toBeLessThan(200);
    const years = items.map((item) => new Date(item.receivedMs).getUTCFullYear());
    expect([years[0], years.at(-1)]).toEqual([2021, 2025]);
    await sandbox.act('generate-mail', {
      ...{ mailbox: seed.contoso.ben.name, count: 300, seed: 7, seen: 0.5 },
      ...{ from: '2021-01-01', until: '2026-01-01' },
    });
    const others = sandbox.mail.list(seed.contoso.ben.name);
    const subjects = (list: typeof items): string[] =>
      list.map(({ content }) => /^Subject: .*/m.exec(content.raw.toString('latin1'))?.[0] ?? '');
    expect(subjects(others)).toEqual(subjects(items));
  });

  it('makes threads that are conversations', async () => {
    await sandbox.act('generate-mail', { mailbox, count: 60, kinds: ['reply'] });
    const conversations = sandbox.mail.list(mailbox).map((item) => item.conversationId);
    expect(new Set(conversations).size).toBe(2);
  });
});

describe('generate-users', () => {
  it('adds them with mailboxes and mail, and goes on where it stopped', async () => {
    const people = await sandbox.act('generate-users', { count: 30, messages: 3 });
    expect(people).toMatchObject({ first: 'user1@contoso.example', last: 'user30@contoso.example' });
    expect(sandbox.mail.list('user30@contoso.example')).toHaveLength(3);
    const more = await sandbox.act('generate-users', { count: 5 });
    expect(more).toMatchObject({ first: 'user31@contoso.example' });
    expect(sandbox.directory.userByName('user35@contoso.example')?.password).toBe('user-sandbox-1');
  });
});
