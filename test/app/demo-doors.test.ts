// The demonstration's walk through the doors, over the sandbox's mail faces; tokens are made by the test.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { throughTheDoors } from '../../src/app/demo/doors.ts';
import { StepFailed, Steps } from '../../src/app/demo/show.ts';
import { tryGraph, tryImap, trySmtp } from '../../src/app/demo/try-token.ts';
import { systemClock } from '../../src/base/clock.ts';
import { Closers } from '../../src/base/closers.ts';
import { Secret } from '../../src/base/secret.ts';
import type { AccountId, ResourceId, Service, TokenSource } from '../../src/base/token-source.ts';
import { mailboxAt } from '../kit/mailbox-at.ts';
import { anna, hello, openWorld, type World } from '../kit/sandbox-faces.ts';
import { wayTo } from '../kit/way-to.ts';

const clock = systemClock();
const plain = (text: string): string => text;
const paint = { bold: plain, dim: plain, red: plain, green: plain, cyan: plain };
const exchangeScopes = ['IMAP.AccessAsUser.All', 'POP.AccessAsUser.All', 'SMTP.Send'];
const graphScopes = ['User.Read', 'Mail.ReadWrite'];

let world: World;
let lines: string[];
beforeEach(async () => {
  world = await openWorld();
  world.faces.mail.deliver(hello('Welcome'), anna);
  lines = [];
});
afterEach(() => world.close());

const graphFetch: typeof fetch = (input, init) =>
  Promise.resolve(world.faces.graph.fetch(new Request(input, init)));

function tokens(): TokenSource {
  const make = (service: Service): string =>
    service === 'graph'
      ? world.token(anna, 'graph', graphScopes)
      : world.token(anna, 'exchange', exchangeScopes);
  return {
    get: (_account, service) =>
      Promise.resolve({
        accountId: 'account-1' as AccountId,
        resource: (service === 'graph' ? 'graph' : 'exchange') as ResourceId,
        secret: new Secret(make(service)),
        scopes: service === 'graph' ? graphScopes : exchangeScopes,
        obtainedAtMs: clock.now(),
        expiresAtMs: clock.now() + 3_600_000,
        username: anna,
        generation: 1,
      }),
    invalidate: () => Promise.resolve(),
  };
}

const servers = () =>
  ({
    imap: { ...world.faces.endpoints.imaps, security: 'tls' },
    pop: { ...world.faces.endpoints.pops, security: 'tls' },
    smtp: { ...world.faces.endpoints.smtp, security: 'starttls' },
  }) as const;

async function doors(): Promise<void> {
  const closers = new Closers();
  const { signal } = new AbortController();
  try {
    const box = await mailboxAt(
      { ...servers(), graph: 'https://graph.localhost' },
      { ca: world.caPem, address: anna, tokens: tokens(), fetch: graphFetch },
    );
    closers.push(() => box.close());
    const steps = new Steps({ show: { out: (line) => lines.push(line), paint }, clock, signal });
    await throughTheDoors({ box, steps, signal, closers });
  } finally {
    await closers.close();
  }
}

describe('the walk through the doors', () => {
  it('stops with what was expected and what came where a door stays shut', async () => {
    world.mailbox(anna).smtpAuthDisabled = true;
    await expect(doors()).rejects.toBeInstanceOf(StepFailed);
    const text = lines.join('\n');
    expect(text).toContain('✗ SMTP: message sent');
    expect(text).toContain('expected: it works');
    expect(text).toContain('mail-smtp-auth-disabled');
    expect(text).not.toContain('Graph: message deleted');
  });

  it('does not call an empty inbox a listing', async () => {
    await world.close();
    world = await openWorld();
    await expect(doors()).rejects.toBeInstanceOf(StepFailed);
    expect(lines.join('\n')).toContain('expected: at least one');
  });

  it('follows one message through all of them', async () => {
    await doors();
    const steps = lines.filter((line) => line.startsWith('✓')).map((line) => line.slice(2, 32).trim());
    expect(steps).toEqual([
      'IMAP: inbox listed',
      'IMAP: IDLE on the inbox',
      'Graph: subscribed to the inbox',
      'SMTP: message sent',
      'IMAP: seen arriving by IDLE',
      'Graph: told by a notification',
      'IMAP: fetched',
      'POP: fetched',
      'Graph: profile read',
      'Graph: message deleted',
      'IMAP: seen gone',
    ]);
    expect(lines.join('\n')).not.toContain('token.');
  });
});

describe('a token typed by hand', () => {
  const trial = (token: string) => ({
    dialer: wayTo(world.caPem),
    user: anna,
    token: new Secret(token),
    signal: new AbortController().signal,
  });

  it('of Graph is refused by IMAP and SMTP with the words of the story', async () => {
    const token = world.token(anna, 'graph', [...graphScopes, ...exchangeScopes]);
    expect(await tryImap(servers().imap, trial(token))).toBe('A1 NO AUTHENTICATE failed.');
    expect(await trySmtp(servers().smtp, trial(token))).toMatch(
      /^535 5\.7\.3 Authentication unsuccessful \[.*\]$/,
    );
    const { signal } = new AbortController();
    const options = { fetch: graphFetch, token: new Secret(token), signal };
    expect(await tryGraph('https://graph.localhost', options)).toBe('works');
  });

  it('of Exchange is refused by Graph with the words of the story', async () => {
    const token = world.token(anna, 'exchange', exchangeScopes);
    expect(await tryImap(servers().imap, trial(token))).toBe('works');
    expect(await trySmtp(servers().smtp, trial(token))).toBe('works');
    const { signal } = new AbortController();
    const options = { fetch: graphFetch, token: new Secret(token), signal };
    expect(await tryGraph('https://graph.localhost', options)).toBe(
      '401 InvalidAuthenticationToken: Access token validation failure. Invalid audience.',
    );
  });

  it('that signs in without a mailbox behind it does not count as working', async () => {
    world.mailbox(anna).imapEnabled = false;
    const token = world.token(anna, 'exchange', exchangeScopes);
    expect(await tryImap(servers().imap, trial(token))).toBe(
      'A2 BAD User is authenticated but not connected.',
    );
  });
});
