// A network that lets nothing out but through its proxy: every connection to a mail server takes that way, whichever library
// speaks on it, and is judged as it would be on the direct one.

import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { Mailbox } from '../../src/mailbox/mailbox.ts';
import { parseTunnel } from '../../src/net/tunnel.ts';
import { connectProxy, type OutgoingProxy, socksProxy } from '../kit/outgoing-proxies.ts';
import { anna, ben, openWorld, type World } from '../kit/sandbox-faces.ts';
import { sendingWorld } from '../kit/sending-world.ts';

const faces: World = await openWorld();
const { endpoints } = faces.faces;
afterAll(() => faces.close());

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

type Kind = 'socks5' | 'http';
const kinds = ['socks5', 'http'] as const;
const verbs = ['imap', 'pop', 'smtp'] as const;
type Verb = (typeof verbs)[number];

async function proxy(kind: Kind, more: { login?: string; no?: boolean } = {}): Promise<OutgoingProxy> {
  const { no = false, ...options } = more;
  const made =
    kind === 'socks5'
      ? await socksProxy({ ...options, ...(no && { reply: 2 }) })
      : await connectProxy({ ...options, ...(no && { status: 403 }) });
  open.push(made);
  return made;
}

function mailbox(
  url: string,
  options: { starttls?: boolean; host?: string; noProxy?: string } = {},
): Mailbox {
  const { starttls = false, host = 'localhost', noProxy } = options;
  const { world } = sendingWorld(faces, {
    connected: ['imap', 'pop', 'smtp'],
    tunnel: parseTunnel(url, noProxy),
  });
  const security = starttls ? ('starttls' as const) : ('tls' as const);
  const { imap, imaps, pop, pops, smtp } = endpoints;
  const servers = {
    imap: { host, port: (starttls ? imap : imaps).port, security },
    pop: { host, port: (starttls ? pop : pops).port, security },
    smtp: { host, port: smtp.port, security: 'starttls' as const },
    graph: world.servers.graph,
  };
  const box = new Mailbox({ ...world, servers });
  open.push(box);
  return box;
}

async function use(box: Mailbox, verb: Verb): Promise<void> {
  if (verb === 'smtp') await box.send({ to: ben, subject: 'from inside', text: 'x' }, { via: 'smtp' });
  else for await (const _ of box.list('inbox', { via: verb, limit: 1 }));
}

describe.each(kinds)('a %s proxy', (kind) => {
  it.each(verbs)('that refuses is named, and nothing goes around it (%s)', async (verb) => {
    const { port, asked } = await proxy(kind, { no: true });
    const before = faces.faces.mail.submissions.length;
    await expect(use(mailbox(`${kind}://127.0.0.1:${port}`), verb)).rejects.toMatchObject({
      code: 'net-proxy-refused',
      // It has its rules: nobody is kept waiting while it is asked again.
      retry: 'never',
      details: { proxy: `127.0.0.1:${port}` },
    });
    expect(asked).toHaveLength(1);
    expect(faces.faces.mail.submissions.length).toBe(before);
  });

  it.each(verbs)('changes nothing in whose certificate is believed (%s)', async (verb) => {
    const { port, asked } = await proxy(kind);
    // A name that only the proxy can resolve, and the certificate of another one behind it.
    const box = mailbox(`${kind}://127.0.0.1:${port}`, { host: 'mail.contoso.example' });
    await expect(use(box, verb)).rejects.toMatchObject({ code: 'tls-wrong-name' });
    expect(asked.every((where) => where.startsWith('mail.contoso.example:'))).toBe(true);
  });

  it.each([
    ['TLS from the first byte', false],
    ['STARTTLS', true],
  ])('is the way of reading, sending and watching (%s)', async (_, starttls) => {
    const { port, asked } = await proxy(kind, { login: 'office:p@ss word' });
    const box = mailbox(`${kind}://office:p%40ss%20word@127.0.0.1:${port}`, { starttls });
    for (const verb of verbs) await use(box, verb);
    const { imap, imaps, pop, pops, smtp } = endpoints;
    const ports = [starttls ? imap : imaps, starttls ? pop : pops, smtp].map((one) => one.port);
    expect(new Set(asked)).toEqual(new Set(ports.map((one) => `localhost:${one}`)));

    const before = asked.length;
    const stop = new AbortController();
    let listens = (): void => {};
    const listening = new Promise<void>((resolve) => {
      listens = resolve;
    });
    const events = box.watch('inbox', {
      via: 'imap',
      signal: stop.signal,
      onStatus: ({ kind }) => kind === 'connected' && listens(),
    });
    const first = events.next();
    await listening;
    await box.send({ to: anna, subject: 'heard through the proxy', text: 'x' }, { via: 'smtp' });
    expect((await first).value).toMatchObject({ kind: 'created' });
    stop.abort();
    await events.return();
    expect(asked.length).toBeGreaterThan(before);
  });

  it('is left out for a host that NO_PROXY names', async () => {
    const { port, asked } = await proxy(kind);
    const box = mailbox(`${kind}://127.0.0.1:${port}`, { noProxy: 'example.com,localhost' });
    for (const verb of verbs) await use(box, verb);
    expect(asked).toEqual([]);
  });
});
