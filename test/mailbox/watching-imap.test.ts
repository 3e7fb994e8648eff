import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { mintedTokens } from '../kit/minted-tokens.ts';
import { Listening, letter, mailboxOver } from '../kit/watch-world.ts';

const anna = seed.contoso.anna.name;
let sandbox: Sandbox;
let box: Mailbox;
let ends: AbortController;

beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  ends = new AbortController();
  box = await mailboxOver(
    sandbox,
    mintedTokens(() => sandbox),
  );
});
afterEach(async () => {
  ends.abort();
  await box.close();
});

const store = () => {
  const mailbox = sandbox.mail.mailbox(anna);
  if (!mailbox) throw new Error('anna has a mailbox');
  return mailbox;
};
const deliver = (name: string) => {
  const item = sandbox.mail.deliver(letter(name), anna);
  if (!item) throw new Error('the message was delivered');
  return item;
};

describe('a watch by IDLE', () => {
  it('tells what is created, updated and deleted by the id that a list shows', async () => {
    deliver('old');
    const heard = new Listening();
    heard.listen(box.watch('inbox', { via: 'imap', signal: ends.signal, onStatus: heard.onStatus }));
    await heard.status('connected');
    const item = deliver('fresh');
    await heard.until(({ events }) => events.length === 1);
    store().setFlags(item, ['\\Seen']);
    await heard.until(({ events }) => events.length === 2);
    store().expunge(item);
    await heard.until(({ events }) => events.length === 3);
    const id = 'inbox:fresh@contoso.example';
    expect(heard.told).toEqual([`created ${id}`, `updated ${id}`, `deleted ${id}`]);
    expect(heard.events[0]?.message).toMatchObject({ id, subject: 'fresh', flags: { seen: false } });
    expect(heard.events[1]?.message).toMatchObject({ id, flags: { seen: true } });
    ends.abort();
    await heard.ended();
  });
});
