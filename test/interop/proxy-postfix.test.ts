// An office: Postfix sends everything through the proxy with an app password, set up as --print-settings says, and a
// device that cannot sign in stands in a network that is trusted. Postfix's own smtp-source makes the load, and a Postfix
// that wants tokens is the server behind.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { seed } from '../../src/sandbox/index.ts';
import { debianServers, issuerOf } from '../kit/debian-servers.ts';
import { type InboxBehind, maildirInbox } from '../kit/inbox-behind.ts';
import { needs } from '../kit/interop.ts';
import { type Postfix, startRelay } from '../kit/postfix.ts';
import { openDesk, type ProgramDesk } from '../kit/program-desk.ts';
import { openProxyHouse, type ProxyHouse } from '../kit/proxy-house.ts';

const { anna, ben } = seed.contoso;
const messages = 60;

const { missing, title } = needs('an office that sends', 'dovecot', 'postfix', 'smtp-source');
describe.skipIf(missing)(title, { timeout: 120_000 }, () => {
  let house: ProxyHouse;
  let inbox: InboxBehind;
  let desk: ProgramDesk;
  let password: string;
  let relay: Postfix | undefined;
  beforeAll(async () => {
    let mail = '';
    house = await openProxyHouse([anna], {
      trusted: [{ network: '127.0.0.0/8', account: anna.name }],
      async behind(sandbox) {
        const servers = await debianServers(issuerOf(sandbox), { recipients: [anna.name, ben.name] });
        mail = servers.mail;
        return servers;
      },
    });
    inbox = maildirInbox(mail, ben.name);
    password = await house.password(anna.name, { protocols: ['smtp'] });
    desk = openDesk(house, anna.name, password);
  });
  afterAll(async () => {
    await relay?.close();
    await house?.close();
  });
  beforeEach(() => inbox.clear());

  /** Four at a time, with bodies of 20,000 bytes, each over a connection of its own. */
  async function load(port: number, sender: string): Promise<{ code: number; out: string }> {
    const words = ['-m', String(messages), '-s', '4', '-d', '-l', '20000', '-f', sender, '-t', ben.name];
    return desk.run('smtp-source', [...words, `inet:127.0.0.1:${port}`]);
  }
  const allThere = (): Promise<void> =>
    vi.waitFor(() => expect(inbox.messages()).toHaveLength(messages), { timeout: 30_000, interval: 100 });

  it.each(['tls', 'starttls', 'clear'] as const)('through a relay that signs in: %s', async (line) => {
    const folder = join(desk.folder, `relay-${line}`);
    mkdirSync(folder);
    const printed = await desk.settings('postfix', line);
    // The one thing that a person does by hand: the password, into the file that is named.
    const [, entry = ''] = /echo '(.*)PASSWORD'/.exec(printed) ?? [];
    const file = desk.write(`sasl-${line}`, `${entry}${password}\n`);
    relay = await startRelay(folder, printed.replaceAll('/etc/postfix/sasl_passwd', file));
    const { code, out } = await load(relay.port, anna.name);
    expect(code, out).toBe(0);
    await allThere();
    await relay.close();
    relay = undefined;
  });

  it('from a network that is trusted', async () => {
    const { code, out } = await load(house.doors.smtp.clear.port, anna.name);
    expect(code, out).toBe(0);
    await allThere();
  });
});
