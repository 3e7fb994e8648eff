// A watch at a server that nobody here wrote: Dovecot, by IDLE.

import { expect, it } from 'vitest';
import { dovecotMailbox } from '../kit/dovecot-mailbox.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';
import { needs } from '../kit/interop.ts';
import { mailboxAt } from '../kit/mailbox-at.ts';
import { Listening, letter } from '../kit/watch-world.ts';

const { missing, title } = needs('a watch at Dovecot', 'dovecot');

it.skipIf(missing)(title, { timeout: 30_000 }, async () => {
  const { imap, ca, address, token, close } = await dovecotMailbox();
  const box = await mailboxAt({ imap }, { ca, address, tokens: fixedTokens([token], address) });
  const ends = new AbortController();
  try {
    const heard = new Listening();
    const { signal } = ends;
    heard.listen(box.watch('inbox', { signal, onStatus: heard.onStatus }));
    await heard.status('connected');
    const id = 'inbox:first@contoso.example';
    await box.append('inbox', Buffer.from(letter('first')));
    await heard.until(({ events }) => events.length === 1);
    await box.flag([id], { flagged: true });
    await heard.until(({ events }) => events.length === 2);
    await box.delete([id], { permanently: true });
    await heard.until(({ events }) => events.length === 3);
    expect(heard.told).toEqual([`created ${id}`, `updated ${id}`, `deleted ${id}`]);
  } finally {
    ends.abort();
    await box.close();
    await close();
  }
});
