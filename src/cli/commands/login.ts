// mailgrant login: one consent. By the browser on this machine, by a link for another one, by a code typed elsewhere,
// from somebody's refresh token, or, for an app of its own, by nobody.

import { openLoopbackRedirect } from '../../app/loopback.ts';
import type { Mailgrant } from '../../app/mailgrant.ts';
import { Secret } from '../../base/secret.ts';
import { type Service, services } from '../../base/token-source.ts';
import { wishOf } from '../../broker/account-view.ts';
import type { BegunConsent, ConsentOutcome, ConsentRequest } from '../../broker/consent.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';
import type { AppRecord } from '../../store/store.ts';
import { type Call, type Command, optionText } from '../command.ts';
import { saidTime } from '../output.ts';
import { registration, registrationOptions } from './app-add.ts';

/** Password, second factor, consent, an administrator called in between. */
const browserLimitMs = 15 * 60_000;

/** The redirect for a browser on another machine: nothing listens there, the address bar is what counts. */
const linkRedirectUri = 'http://localhost';

/** The longest refresh tokens seen are a few kilobytes. */
const refreshTokenBytesMax = 64 * 1024;

export const login: Command = {
  name: 'login',
  summary: 'Connect a mailbox: one consent for IMAP, POP, SMTP and Graph',
  examples: [
    { line: 'mailgrant login anna@contoso.com --client-id GUID', does: 'the first time: opens the browser' },
    {
      line: 'mailgrant login anna@contoso.com --device',
      does: 'no browser here: type a code on another device',
    },
    { line: 'mailgrant login anna@contoso.com --link', does: 'print the link, paste the way back' },
    {
      line: 'mailgrant login anna@contoso.com --mailbox info@contoso.com',
      does: 'a shared mailbox that Anna may open',
    },
    {
      line: 'mailgrant login scan@contoso.com --app-only --app daemon',
      does: 'no person: client credentials',
    },
  ],
  args: [
    { name: 'account', about: 'address to sign in with, or the name of a connected account', required: true },
  ],
  options: [
    { flags: '--for <services>', about: `any of ${services.join(',')}; default: all` },
    { flags: '--permission <names>', about: 'further Graph permissions, for example Mail.Send' },
    { flags: '--device', about: 'sign in with a code on another device' },
    { flags: '--link', about: 'print the link instead of opening a browser' },
    { flags: '--app-only', about: 'use the app itself instead of a person' },
    { flags: '--import-refresh-token', about: 'read a refresh token of this app from standard input' },
    { flags: '--mailbox <address>', about: 'the mailbox to open, where it is not the address that signs in' },
    { flags: '--name <name>', about: 'short name of the account; default: the part before the @' },
    {
      flags: '--prompt <what>',
      about: 'what the page asks for',
      choices: ['login', 'consent', 'select_account'],
    },
    { flags: '--redirect-port <port>', about: 'fixed port for the way back from the browser' },
    { flags: '--app <name>', about: 'which registration, where there are several' },
    ...registrationOptions,
  ],
  next: 'mailgrant token NAME --for imap',
  async run(call) {
    const mailgrant = await call.open();
    const request = await requestFor(call, mailgrant);
    const outcome = await connect(call, mailgrant, request);
    report(call, outcome, mailgrant.clock.now());
  },
};

/** What is asked for: from the options, and for an account that is already connected from its record. */
async function requestFor(call: Call, mailgrant: Mailgrant): Promise<ConsentRequest> {
  const ref = call.args[0] ?? '';
  const known = await mailgrant.store.accounts.get(ref);
  const wishText = optionText(call, 'for');
  const before = known ? wishOf(known) : undefined;
  const permissions = optionText(call, 'permission')?.split(',') ?? before?.permissions ?? [];
  const wished =
    wishText === undefined
      ? (before?.services ?? [...services])
      : serviceList(wishText, 'mailgrant login --help');
  const app = await appFor(call, mailgrant, known?.appId);
  const prompt = optionText(call, 'prompt') as ConsentRequest['prompt'];
  const signInAs = known ? (known.username ?? known.address) : ref;
  return {
    app: app.id,
    wish: { services: wished, permissions },
    signInAs: signInAs.includes('@') ? signInAs : undefined,
    mailbox: optionText(call, 'mailbox') ?? known?.address,
    name: optionText(call, 'name') ?? known?.name,
    prompt,
  };
}

/** The registration: named, the account's own, the only one, or a new one from --client-id. */
async function appFor(call: Call, mailgrant: Mailgrant, own: string | undefined): Promise<AppRecord> {
  const { apps } = mailgrant.store;
  const named = optionText(call, 'app') ?? own ?? (await call.settings()).get('app');
  if (named !== undefined) {
    const app = await apps.get(named);
    if (!app) throw fail('consent-app-unknown', { app: named });
    return app;
  }
  const all = await apps.list();
  const clientId = optionText(call, 'clientId');
  if (clientId !== undefined) {
    const wanted = registration(call);
    const same = all.find(
      (app) => app.clientId === clientId && app.tenant === wanted.tenant && app.cloud === wanted.cloud,
    );
    const name = all.length === 0 ? 'default' : `app-${all.length + 1}`;
    return same ?? (await apps.add({ ...wanted, name, credential: { kind: 'none' } }));
  }
  const [only, ...others] = all;
  if (!only) throw fail('app-missing', {});
  if (others.length > 0) throw fail('app-ambiguous', { apps: all.map(({ name }) => name).join(', ') });
  return only;
}

async function connect(call: Call, mailgrant: Mailgrant, request: ConsentRequest): Promise<ConsentOutcome> {
  const { streams, signal } = call;
  const { consents } = mailgrant;
  const account = request.signInAs ?? call.args[0] ?? '';
  if (call.options['appOnly'] === true)
    return consents.appOnly({ ...request, mailbox: request.mailbox ?? account }, signal);
  if (call.options['importRefreshToken'] === true) {
    const pasted = await streams.readInput({
      what: 'The refresh token',
      example: `mailgrant login ${account} --import-refresh-token < token.txt`,
      bytesMax: refreshTokenBytesMax,
    });
    return consents.importRefreshToken(request, new Secret(pasted), signal);
  }
  if (call.options['device'] === true) {
    return consents.device(
      request,
      (device, more) => {
        if (more !== undefined) streams.err(`This account wants to be asked separately for ${more}.`);
        streams.err(device.message ?? `Open ${device.verificationUri} and type the code ${device.userCode}`);
        streams.err(
          streams.paintErr.dim(
            `Waiting; the code is good ${saidTime(device.expiresAtMs, mailgrant.clock.now())}.`,
          ),
        );
      },
      signal,
    );
  }
  return call.options['link'] === true
    ? byLink(call, mailgrant, request)
    : byBrowser(call, mailgrant, request, account);
}

async function byBrowser(
  call: Call,
  mailgrant: Mailgrant,
  request: ConsentRequest,
  account: string,
): Promise<ConsentOutcome> {
  const port = portOf(optionText(call, 'redirectPort'));
  const redirect = await openLoopbackRedirect({
    clock: mailgrant.clock,
    ...(port === undefined ? {} : { port }),
  });
  try {
    let begun: BegunConsent = await mailgrant.consents.begin(
      { ...request, redirectUri: redirect.redirectUri },
      call.signal,
    );
    for (;;) {
      await openBrowser(call, begun.url);
      const returned = await redirect.callback({
        state: begun.state,
        limitMs: browserLimitMs,
        account,
        signal: call.signal,
      });
      try {
        const outcome = await mailgrant.consents.complete(returned.url, call.signal);
        const text = 'You can close this page and go back to the terminal.';
        if (outcome.kind === 'connected') {
          returned.answer({ ok: true, heading: `${outcome.account.address} is connected`, text });
          return outcome;
        }
        returned.answer({ ok: true, heading: 'Half way', text: 'One more permission page opens now.' });
        call.streams.err(`This account wants to be asked separately for ${outcome.resource}.`);
        begun = outcome.next;
      } catch (error) {
        const told = isMailgrantError(error) ? `${error.message} ${error.hint}` : 'See the terminal.';
        returned.answer({ ok: false, heading: 'Not connected', text: told });
        throw error;
      }
    }
  } finally {
    await redirect.close();
  }
}

/** @throws `usage` */
function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65_535) return port;
  throw fail('usage', {
    problem: `--redirect-port wants a port from 1 to 65535, not "${text}"`,
    help: 'mailgrant login --help',
  });
}

async function byLink(call: Call, mailgrant: Mailgrant, request: ConsentRequest): Promise<ConsentOutcome> {
  const { streams, signal } = call;
  let begun = await mailgrant.consents.begin({ ...request, redirectUri: linkRedirectUri }, signal);
  for (;;) {
    streams.err('Open this link in any browser, on any machine:');
    streams.out(begun.url.href);
    streams.err(
      'At the end the browser shows a page that cannot be reached. Copy its whole address and paste it here.',
    );
    const pasted = await streams.ask('Address: ', signal);
    const outcome = await mailgrant.consents.complete(callbackFrom(pasted), signal);
    if (outcome.kind === 'connected') return outcome;
    streams.err(`This account wants to be asked separately for ${outcome.resource}.`);
    begun = outcome.next;
  }
}

function callbackFrom(pasted: string): URL {
  if (!URL.canParse(pasted.trim())) throw fail('callback-not-a-url', {});
  const url = new URL(pasted.trim());
  if (!url.searchParams.has('code') && !url.searchParams.has('error')) throw fail('callback-not-a-url', {});
  return url;
}

async function openBrowser(call: Call, url: URL): Promise<void> {
  const { streams } = call;
  streams.err('Opening the browser. If nothing happens, open this link yourself:');
  streams.err(url.href);
  const { default: open } = await import('open');
  try {
    const child = await open(url.href);
    // A machine without a browser reports it here, after `open` has resolved; the link above is the way out.
    child.once('error', () => streams.err('No browser could be started here.'));
  } catch (error) {
    streams.err(
      `No browser could be started here (${error instanceof Error ? error.message : 'unknown reason'}).`,
    );
  }
}

function report(call: Call, outcome: ConsentOutcome, nowMs: number): void {
  const { streams } = call;
  if (outcome.kind !== 'connected') return;
  const { account, resources, refused } = outcome;
  streams.out(`${account.address} is connected as ${streams.paint.bold(account.name)}.`);
  for (const { resource, scopes, missingScopes, expiresAtMs } of resources) {
    streams.out(`  ${resource}: ${scopes.join(' ')} (token expires ${saidTime(expiresAtMs, nowMs)})`);
    if (missingScopes.length > 0)
      streams.err(streams.paintErr.yellow(`  not granted: ${missingScopes.join(' ')}`));
  }
  for (const { resource, error } of refused) streams.err(`${resource}: ${error.message} ${error.hint}`);
  if (refused.length > 0) {
    throw fail('some-resources-refused', {
      account: account.address,
      resources: refused.map(({ resource }) => resource).join(', '),
    });
  }
}

/** 'imap,smtp' as services. @throws `usage` */
export function serviceList(text: string, help: string): Service[] {
  return text.split(',').map((name) => {
    const service = services.find((known) => known === name.trim().toLowerCase());
    if (service) return service;
    throw fail('usage', { problem: `--for knows no "${name}"; it knows ${services.join(', ')}`, help });
  });
}
