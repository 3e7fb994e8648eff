// Thunderbird, set up by what `mailgrant proxy --print-settings thunderbird` tells a person to type, reads a mailbox of
// Dovecot's through the proxy, hears of new mail, keeps what is written, and sends through Postfix.

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { seed } from '../../src/sandbox/index.ts';
import { debianServers, issuerOf } from '../kit/debian-servers.ts';
import { type InboxBehind, maildirInbox } from '../kit/inbox-behind.ts';
import { needs } from '../kit/interop.ts';
import { openDesk } from '../kit/program-desk.ts';
import { openProxyHouse, type ProxyHouse } from '../kit/proxy-house.ts';
import { subjectOf } from '../kit/strange-messages.ts';
import { openThunderbird, type Thunderbird, thunderbirdProgram } from '../kit/thunderbird.ts';
import * as scripts from './thunderbird-scripts.mjs';

const { anna, ben } = seed.contoso;

/** What is printed under a heading, as a person reads it. */
function printed(settings: string, heading: string): Record<string, string> {
  const [, block = ''] = settings.split(`${heading}\n`);
  const rows = block.matchAll(/^ {2}(\S.*?) {2,}(\S.*)$|^$/gm);
  const fields: Record<string, string> = {};
  for (const [, label, value] of rows) {
    if (label === undefined || value === undefined) break;
    fields[label] = value;
  }
  return fields;
}

const { missing, title } = needs('reads and sends', thunderbirdProgram, 'dovecot', 'postfix');
describe.skipIf(missing)(title, { timeout: 180_000 }, () => {
  let house: ProxyHouse;
  let inbox: InboxBehind;
  let thunderbird: Thunderbird;
  beforeAll(async () => {
    let mail = '';
    house = await openProxyHouse([anna], {
      async behind(sandbox) {
        const servers = await debianServers(issuerOf(sandbox), { recipients: [anna.name, ben.name] });
        mail = servers.mail;
        return servers;
      },
    });
    inbox = maildirInbox(mail, anna.name);
    const password = await house.password(anna.name);
    const settings = await openDesk(house, anna.name, password).settings('thunderbird', 'tls');
    thunderbird = await openThunderbird();
    // "Authorities, Import".
    const [, file = ''] = /Authorities, Import: (.*)$/m.exec(settings) ?? [];
    await thunderbird.run(scripts.trust, readFileSync(file, 'utf8').replace(/-----.*?-----|\s/g, ''));
    const [incoming, outgoing] = [printed(settings, 'Incoming server'), printed(settings, 'Outgoing server')];
    const address = /^ {2}Email address +(\S+)$/m.exec(settings)?.[1] ?? '';
    await thunderbird.run(scripts.account, { incoming, outgoing, address, password });
  }, 120_000);
  afterAll(async () => {
    await thunderbird?.close();
    await house?.close();
  });

  const subjects = (): string[] => inbox.messages().map(({ raw }) => subjectOf(raw));

  it('shows a message that is there', async () => {
    inbox.deliver(
      `From: Ben <${ben.name}>\r\nTo: ${anna.name}\r\nSubject: Hello\r\n\r\nRead through the proxy.\r\n`,
    );
    const shown = await thunderbird.run(scripts.read, 0);
    expect(shown).toEqual({
      subject: 'Hello',
      text: expect.stringContaining('Read through the proxy.') as string,
    });
    const [session] = house.proxy.sessions.filter(({ protocol }) => protocol === 'imap');
    expect(session).toMatchObject({ state: 'signed-in', secure: true, mailbox: anna.name });
    await vi.waitFor(() => expect(inbox.messages()[0]?.flags).toEqual(['\\Seen']), { timeout: 60_000 });
  });

  it('hears of new mail while it waits', async () => {
    // It begins IDLE two seconds after its last command, and does not hear what is told in between.
    let last = -1;
    await vi.waitFor(
      () => {
        const said = house.proxy.sessions.reduce((sum, { bytesIn }) => sum + bytesIn, 0);
        const still = said === last;
        last = said;
        expect(still).toBe(true);
      },
      { timeout: 60_000, interval: 4_000 },
    );
    inbox.deliver(`From: Ben <${ben.name}>\r\nSubject: News\r\n\r\nWhile you wait.\r\n`);
    expect(await thunderbird.run(scripts.wait, 'News')).toBe(true);
  });

  it('flags, and deletes into the bin', async () => {
    await thunderbird.run(scripts.flag, 'News');
    const news = () => inbox.messages().find(({ raw }) => subjectOf(raw) === 'News');
    await vi.waitFor(() => expect(news()?.flags).toContain('\\Flagged'), { timeout: 60_000 });
    await thunderbird.run(scripts.remove, 'Hello');
    await vi.waitFor(() => expect(subjects()).toEqual(['News']), { timeout: 60_000 });
  });

  it('sends', async () => {
    const letter = `From: ${anna.name}\r\nTo: ${anna.name}\r\nSubject: By Thunderbird\r\n\r\n.Sent.\r\n`;
    expect(await thunderbird.run(scripts.send, letter, anna.name)).toBe(0);
    await vi.waitFor(() => expect(subjects()).toContain('By Thunderbird'), { timeout: 60_000 });
  });
});
