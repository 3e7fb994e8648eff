// From evidence to facts: what each piece says by itself, then what two pieces say together (does the token's owner own the
// mailbox, does the token permit the protocol).

import { permits } from '../identity/microsoft/services.ts';
import { consumersTenantId } from '../identity/microsoft/tenants.ts';
import type { Evidence, EvidenceOf } from './evidence.ts';
import { type FactName, type Facts, factSheets } from './facts.ts';
import { hostFits, isMicrosofts, isOutlookComs } from './mail-servers.ts';
import { personalDomain } from './personal-domains.ts';
import { splitScopes } from './scopes/read-scopes.ts';
import { scopeFacts } from './scopes/scope-facts.ts';
import { isRefusal } from './settle.ts';

type Found = Map<FactName, Set<string>>;

/** Problems of `network` after which no server has said a word. */
const beforeAnyGreeting = /^(?:dns|refused|timeout|unreachable|proxy|tls-.*)$/;
const saidByServer: ReadonlySet<Evidence['kind']> = new Set([
  'reply',
  'oauth-error',
  'graph-error',
  'dsn',
  'challenge',
]);

/** What is contradictory has both values; what nothing speaks of is absent. */
export function factsOf(evidence: readonly Evidence[]): Facts {
  const found: Found = new Map();
  const add = (fact: FactName, value: string): void => {
    const values: readonly string[] = factSheets[fact].values;
    if (!values.includes(value)) return;
    const known = found.get(fact);
    if (known) known.add(value);
    else found.set(fact, new Set([value]));
  };
  const atMailServer = evidence.some((one) => one.kind === 'reply' && isRefusal(one));
  const isShared = evidence.some((one) => one.kind === 'told' && one.value === 'shared');
  // What somebody says in words counts as what was seen: it is all that there may be.
  for (const one of evidence) {
    // Graph is often named as what takes the very token that the mail server refused.
    const isAside = atMailServer && one.kind === 'host' && one.protocol === 'graph';
    if (!isAside && !isProviderTold(one) && !(isShared && isPersonalTold(one))) alone(one, add);
  }
  // A name that is dropped in a sentence counts where nothing that was read shows whose server it is.
  if (!found.has('provider') && !evidence.some(isMicrosoftsOwn))
    for (const one of evidence) if (isProviderTold(one)) alone(one, add);
  // The same refusal is often there twice, once as a sentence without its number.
  for (const fact of ['sign-in.passed', 'error.number', 'token.flaw'] as const)
    if (found.get(fact)?.size === 2) found.set(fact, new Set(['yes']));
  // Whoever registered the app with the wrong id has registered it, and the id is what counts.
  if (found.get('app.registered')?.has('wrong-object-id'))
    found.set('app.registered', new Set(['wrong-object-id']));
  // What a program did counts, whatever it was told to do.
  if (found.get('noticed')?.has('password-picked')) found.set('sign-in.mechanism', new Set(['login']));
  // Who was refused once has been answered, whatever else could not be reached.
  if (evidence.some((one) => saidByServer.has(one.kind) && isRefusal(one)))
    found.set('server.answered', new Set(['yes']));
  // A sound token may be in what was sent in its place.
  if (found.get('token.form')?.has('not-a-token')) found.set('token.flaw', new Set(['yes']));
  // One server that does not fit is the one that it is about, whichever others are named.
  if (found.get('host.fits')?.has('no')) found.set('host.fits', new Set(['no']));
  // The old names are those of personal accounts; whoever has another is seldom shown them, and then beside others.
  const hosts = evidence.flatMap((one) =>
    one.kind === 'host' && one.protocol !== 'entra' ? [one.host] : [],
  );
  // An app signs in by itself in organizations alone, whichever server it was pointed at.
  const byItself = found.get('flow')?.has('app') === true || found.get('token.actor')?.has('app') === true;
  if (!byItself && !found.has('account.type') && hosts.length > 0 && hosts.every(isOutlookComs))
    add('account.type', 'personal');
  together(evidence, found, add);
  return Object.fromEntries([...found].map(([fact, values]) => [fact, [...values]]));
}

/** "My personal mailbox works", beside a shared one: it is their own at work. Personal accounts have no shared mailboxes. */
function isPersonalTold(one: Evidence): boolean {
  return one.kind === 'told' && one.value === 'personal' && one.place.line > 0;
}

/** A host of theirs, or words that no other server has. */
function isMicrosoftsOwn(one: Evidence): boolean {
  if (one.kind === 'host') return isMicrosofts(one.host);
  return (
    one.kind === 'reply' &&
    (/^(?:(?:AUTHENTICATE|LOGIN) failed\.$|Command Error\. 1\d|User is authenticated but not)/.test(
      one.text,
    ) ||
      /\.outlook\.com\b/i.test(one.text))
  );
}

function isProviderTold(one: Evidence): boolean {
  return one.kind === 'told' && one.fact === 'provider' && one.place.line > 0;
}

type Add = (fact: FactName, value: string) => void;

function alone(evidence: Evidence, add: Add): void {
  switch (evidence.kind) {
    case 'reply':
      add('protocol', evidence.protocol);
      if (/^(?:AUTH|LOGIN$|PASS$)/.test(evidence.command) || evidence.responseCode === 'AUTHENTICATIONFAILED')
        add('sign-in.passed', evidence.status === 'ok' ? 'yes' : 'no');
      if (/^(?:LOGIN|PASS)$/.test(evidence.command) && evidence.status !== 'ok')
        add('sign-in.mechanism', 'login');
      // Exchange says so of a token that is good: the mailbox cannot be opened with it, or the sender is another.
      if (/authenticated but not connected|SendAsDenied|to send as this sender/i.test(evidence.text))
        add('sign-in.passed', 'yes');
      return;
    case 'graph-error':
      return add('protocol', 'graph');
    case 'oauth-error':
      if (evidence.server !== 'unknown') add('provider', evidence.server);
      add('protocol', 'entra');
      add('error.number', evidence.numbers.length > 0 ? 'yes' : 'no');
      for (const [fact, value] of scopeFacts(scopesRefused(evidence.text), 'request')) add(fact, value);
      // /token answers codes and refresh tokens alike: only the request tells which it was.
      if (evidence.endpoint === 'authorize' || evidence.endpoint === 'device') add('leg', evidence.endpoint);
      return;
    case 'token':
      add('token.audience', evidence.audience);
      add('token.form', evidence.form);
      add('token.use', evidence.use);
      add('token.state', evidence.state);
      add('token.actor', evidence.actor);
      add('token.flaw', evidence.flaw === '' && evidence.form !== 'not-a-token' ? 'no' : 'yes');
      if (evidence.tenant !== '')
        add('account.type', evidence.tenant === consumersTenantId ? 'personal' : 'work');
      accountOf(evidence.user, add);
      return;
    case 'token-answer':
      add('refresh-token', evidence.refreshToken);
      for (const [fact, value] of scopeFacts(evidence.scope.split(/\s+/), 'answer')) add(fact, value);
      return;
    case 'scopes':
      for (const [fact, value] of scopeFacts(evidence.list, evidence.from)) add(fact, value);
      return;
    case 'request':
      for (const [fact, value] of scopeFacts(evidence.scopes, 'request')) add(fact, value);
      if (evidence.tenant !== '') {
        const named = ['common', 'organizations', 'consumers'].includes(evidence.tenant);
        add('tenant.segment', named ? evidence.tenant : 'tenant');
      }
      if (evidence.endpoint === 'token') {
        add('leg', evidence.grantType === 'refresh_token' ? 'refresh' : 'token');
        if (evidence.grantType === 'client_credentials') add('token.actor', 'app');
      }
      if (evidence.endpoint === 'authorize') add('leg', 'authorize');
      flowOf(evidence, add);
      if (evidence.flaws.includes('json-body')) add('body.form', 'json');
      if (evidence.flaws.includes('cut-at-ampersand')) add('body.form', 'cut');
      return;
    case 'host':
      add('protocol', evidence.protocol);
      add('host.fits', hostFits(evidence.host, evidence.port));
      // Azure Communication Services has no mailboxes.
      if (evidence.host === 'smtp.azurecomm.net') add('provider', 'other');
      return;
    case 'sign-in':
      add('protocol', evidence.protocol);
      add('sign-in.mechanism', evidence.mechanism);
      accountOf(evidence.user, add);
      return;
    case 'bearer':
      add('sign-in.mechanism', evidence.mechanism);
      accountOf(evidence.user, add);
      return;
    case 'user':
      return accountOf(evidence.address, add);
    case 'told':
      if (isFact(evidence.fact)) add(evidence.fact, evidence.value);
      return;
    case 'challenge':
      return add('provider', evidence.scope.includes('google') ? 'google' : 'other');
    case 'complaint':
      add('provider', evidence.provider);
      add('sign-in.passed', 'no');
      return add('protocol', evidence.protocol);
    case 'network':
      if (beforeAnyGreeting.test(evidence.problem)) add('server.answered', 'no');
      return;
    case 'dsn':
    case 'own-error':
    case 'program-code':
    case 'prose':
      return;
  }
}

/** Entra repeats the scopes that it does not take: "The scope 'a b c' is not valid." */
function scopesRefused(text: string): string[] {
  const [, list = ''] = /\bscope ['"]?([^'"]{6,2000}?)['"]? is not valid/i.exec(text) ?? [];
  return splitScopes(list).filter((one) =>
    /^(?:https?:|api:|openid$|offline_access$|[a-z]+\.[a-z])/i.test(one),
  );
}

function flowOf({ endpoint, grantType, responseType }: EvidenceOf<'request'>, add: Add): void {
  if (endpoint === 'device' || grantType.endsWith('device_code')) add('flow', 'device');
  else if (grantType === 'authorization_code') add('flow', 'code');
  else if (grantType === 'password') add('flow', 'password');
  else if (grantType === 'client_credentials') add('flow', 'app');
  else if (endpoint === 'authorize')
    add('flow', /\b(?:id_token|token)\b/.test(responseType) ? 'implicit' : 'code');
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(factSheets, name);
}

/** A personal address says so by its domain; any other domain may be either. */
function accountOf(address: string, add: Add): void {
  if (personalDomain(address)) add('account.type', 'personal');
}

function together(evidence: readonly Evidence[], found: Found, add: Add): void {
  const tokens = evidence.filter((one): one is EvidenceOf<'token'> => one.kind === 'token');
  const owners = tokens.map(({ user }) => user.toLowerCase()).filter((user) => user !== '');
  const boxes = evidence.flatMap((one) => mailboxNamed(one)).map((address) => address.toLowerCase());
  if (owners.length > 0 && boxes.length > 0 && !found.has('user.matches')) {
    add('user.matches', boxes.every((box) => owners.includes(box)) ? 'yes' : 'no');
  }
  const spoken = (['imap', 'pop', 'smtp'] as const).filter((protocol) =>
    found.get('protocol')?.has(protocol),
  );
  // Where one of them let the token in, what it permits is asked for those that did not.
  const refusing = spoken.filter((protocol) => !evidence.some((one) => letIn(one, protocol)));
  const protocols = refusing.length > 0 ? refusing : spoken;
  for (const { scopes, roles, use, actor, audience } of tokens) {
    // An application that was given nothing has no roles in its token.
    if (actor === 'app' && audience === 'exchange' && roles.length === 0) {
      for (const _ of protocols) add('token.permits', 'no');
    }
    if (use === 'id' || use === 'refresh' || scopes.length + roles.length === 0) continue;
    for (const protocol of protocols) {
      add('token.permits', permits(protocol, [...scopes, ...roles]) ? 'yes' : 'no');
    }
  }
}

function letIn(evidence: Evidence, protocol: string): boolean {
  return (
    evidence.kind === 'reply' &&
    evidence.protocol === protocol &&
    evidence.status === 'ok' &&
    evidence.command.startsWith('AUTH')
  );
}

function mailboxNamed(evidence: Evidence): string[] {
  if (evidence.kind === 'user') return [evidence.address];
  if ((evidence.kind === 'bearer' || evidence.kind === 'sign-in') && evidence.user !== '')
    return [evidence.user];
  return [];
}
