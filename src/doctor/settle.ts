// Of two pieces of evidence that tell the same thing, the one that tells more is kept: a number is found again in the JSON
// that it stands in, and a reply in the exception that repeats it.

import type { Evidence, EvidenceOf } from './evidence.ts';
import { words } from './phrase.ts';

export function settled(evidence: readonly Evidence[]): Evidence[] {
  const oauth = evidence.filter((one): one is EvidenceOf<'oauth-error'> => one.kind === 'oauth-error');
  const replies = evidence.filter((one): one is EvidenceOf<'reply'> => one.kind === 'reply');
  const graph = evidence.filter((one): one is EvidenceOf<'graph-error'> => one.kind === 'graph-error');
  const refused = evidence.some(isRefusal);
  const byToken = !refused && signsInByToken(evidence);
  const kept = evidence.filter((one) => {
    if (one.kind === 'complaint') return !refused;
    if (one.kind === 'oauth-error') return !oauth.some((other) => other !== one && covers(other, one));
    if (one.kind === 'reply') return !replies.some((other) => other !== one && repeats(other, one));
    if (one.kind === 'graph-error')
      return !graph.some((other) => other !== one && (tellsMore(other, one) || left(other, one)));
    if (one.kind === 'network' && one.problem === 'unreachable' && ofIpv6.test(one.text))
      return !evidence.some((other) => other.kind === 'network' && other.problem !== 'unreachable');
    if (one.kind === 'host' && one.port === 0)
      return !evidence.some((other) => other.kind === 'host' && other.host === one.host && other.port > 0);
    return true;
  });
  return byToken ? kept.map((one) => asReply(one, kept)) : kept;
}

/** Where no IPv6 goes out, each of its addresses is tried in vain beside those that count. */
const ofIpv6 = /\b[0-9a-f]{1,4}:[0-9a-f:]{2,36}:[0-9a-f]{1,4}\b/i;

/** Nothing in the text speaks of a password. */
function signsInByToken(evidence: readonly Evidence[]): boolean {
  const shown = evidence.flatMap((one) =>
    one.kind === 'sign-in' || one.kind === 'bearer' ? [one.mechanism] : [],
  );
  const said = evidence.flatMap((one) =>
    one.kind === 'told' && one.fact === 'sign-in.mechanism' ? [one.value] : [],
  );
  // What stands in the code counts before what is said: a token may have been got with a password.
  const mechanisms = shown.length > 0 ? shown : said;
  return mechanisms.length > 0 && mechanisms.every((one) => /^(?:xoauth2|oauthbearer)$/.test(one));
}

/** To a token Microsoft's servers have one answer, whatever words a program has for it. */
function asReply(one: Evidence, all: readonly Evidence[]): Evidence {
  if (one.kind !== 'complaint' || one.provider !== 'microsoft' || one.protocol === 'pop') return one;
  const isSmtp = one.protocol === 'smtp' || (one.protocol === 'unknown' && isAboutSmtp(all));
  return {
    kind: 'reply',
    protocol: isSmtp ? 'smtp' : 'imap',
    status: 'no',
    code: isSmtp ? 535 : 0,
    enhanced: isSmtp ? '5.7.3' : '',
    responseCode: '',
    command: isSmtp ? 'AUTH' : 'AUTHENTICATE',
    text: '',
    place: one.place,
  };
}

/** Nothing else is named. */
function isAboutSmtp(evidence: readonly Evidence[]): boolean {
  const named = evidence.flatMap((one) => {
    if (one.kind === 'host') return [one.protocol];
    return one.kind === 'told' && one.fact === 'protocol' ? [one.value] : [];
  });
  return named.length > 0 && named.every((protocol) => protocol === 'smtp');
}

/** Whoever has one of these need not guess from what a program says of it. */
export function isRefusal(one: Evidence): boolean {
  if (one.kind === 'reply') return one.status !== 'ok' && one.status !== 'preauth';
  if (one.kind === 'token') return one.flaw !== '' || one.state === 'expired';
  // .NET numbers every exception (0x80131500): that says nothing of what was refused.
  if (one.kind === 'program-code') return one.program !== 'windows';
  return ['oauth-error', 'graph-error', 'dsn', 'network', 'challenge', 'own-error'].includes(one.kind);
}

function covers(more: EvidenceOf<'oauth-error'>, less: EvidenceOf<'oauth-error'>): boolean {
  if (less.error !== '' && more.error !== less.error && more.suberror !== less.error) return false;
  const known = less.numbers.every((number) => more.numbers.includes(number));
  const sameText = less.numbers.length > 0 || words(more.text).includes(words(less.text).trim());
  if (!known || !sameText) return false;
  return weight(more) > weight(less);
}

function weight(one: EvidenceOf<'oauth-error'>): number {
  return (
    (one.error === '' ? 0 : 4) +
    (one.suberror === '' ? 0 : 2) +
    (one.text === '' ? 0 : 1) +
    (one.correlationId === undefined ? 0 : 1) +
    (one.numbers.length > 0 ? 1 : 0)
  );
}

function repeats(more: EvidenceOf<'reply'>, less: EvidenceOf<'reply'>): boolean {
  if (less.status === 'ok' || more.status !== less.status || more.command === less.command) return false;
  const fits = less.protocol === 'unknown' || less.protocol === more.protocol;
  return fits && less.command === '' && words(more.text).includes(words(less.text).trim());
}

/** What should have been in a request is empty, because the one before it was refused. */
function left(refused: EvidenceOf<'graph-error'>, empty: EvidenceOf<'graph-error'>): boolean {
  const denied = [401, 403].includes(refused.status) || /access is denied|unauthorized/i.test(refused.text);
  return (
    denied &&
    refused.place.line <= empty.place.line &&
    /empty payload|json content expected/i.test(empty.text)
  );
}

function tellsMore(more: EvidenceOf<'graph-error'>, less: EvidenceOf<'graph-error'>): boolean {
  if (more.code !== less.code || !words(more.text).includes(words(less.text).trim())) return false;
  const weight = ({ status, requestId, text }: EvidenceOf<'graph-error'>): number =>
    (status === 0 ? 0 : 4) + (requestId === undefined ? 0 : 2) + (text === '' ? 0 : 1);
  return weight(more) > weight(less);
}
