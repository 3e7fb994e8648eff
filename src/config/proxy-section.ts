// The `proxy:` section of the configuration file: what `mailgrant proxy` takes as options, under the same names, and the
// limits that have no option. Loaded with a file that has one, by nobody else.

import * as v from 'valibot';
import { parseEndpoint } from '../wire/endpoint.ts';

const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));
const whole = (from: number, to: number) => {
  const message = `must be a whole number from ${from} to ${to}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(from, message), v.maxValue(to, message));
};
const yesOrNo = v.boolean('must be true or false');
const address = v.pipe(
  v.union([v.string(), v.number()], 'must be a port, or host:port'),
  v.transform(String),
  v.check((written) => parseEndpoint(written) !== undefined, 'must be a port, or host:port'),
);
const list = (item: v.GenericSchema<string, string>) => v.array(item, 'must be a list');
const sessions = v.pipe(whole(1, 999_999), v.transform(String));
const seconds = whole(1, 86_400);
const minutes = whole(1, 1_440);

/** What it is called in the file, with its unit; `proxyLimits` in src/proxy/proxy.ts has the defaults and where they come from. */
const limits = v.strictObject({
  /** PROXY protocol and TLS. */
  handshakeSeconds: v.optional(seconds),
  firstCommandSeconds: v.optional(seconds),
  signInSeconds: v.optional(seconds),
  /** For the server behind, from the password to the answer. What waits inside of it has a minute (src/proxy/upstream/line.ts). */
  serverSeconds: v.optional(whole(5, 60)),
  /** For sessions to end when the proxy is told to. */
  graceSeconds: v.optional(whole(0, 86_400)),
  imapIdleMinutes: v.optional(minutes),
  popIdleMinutes: v.optional(minutes),
  smtpIdleMinutes: v.optional(minutes),
  /** Before the sign-in: a line, a literal, and what is said while a sign-in is under way. */
  lineBytes: v.optional(whole(512, 1_048_576)),
  literalBytes: v.optional(whole(64, 1_048_576)),
  earlyBytes: v.optional(whole(0, 1_048_576)),
  /** Before the line is ended. */
  mistakes: v.optional(whole(1, 1_000)),
  failedSignIns: v.optional(whole(1, 1_000)),
});

const section = v.strictObject({
  imap: v.optional(address),
  pop: v.optional(address),
  smtp: v.optional(address),
  tlsCert: v.optional(text),
  tlsKey: v.optional(text),
  tlsLocal: v.optional(list(text)),
  tlsMode: v.optional(v.picklist(['starttls', 'implicit', 'both'], 'must be starttls, implicit or both')),
  loadBalancer: v.optional(list(text)),
  name: v.optional(text),
  perMailbox: v.optional(sessions),
  perAddress: v.optional(sessions),
  waitingPerAddress: v.optional(sessions),
  waiting: v.optional(sessions),
  trust: v.optional(list(v.pipe(text, v.regex(/^[^=]+=[^=]+$/, 'must be network=account')))),
  metrics: v.optional(address),
  metricsOpen: v.optional(yesOrNo),
  passThrough: v.optional(yesOrNo),
  oldAuthLine: v.optional(yesOrNo),
  limits: v.optional(limits),
});

export type ProxySection = v.InferOutput<typeof section>;
export type ProxySectionLimits = v.InferOutput<typeof limits>;

/** The section, or where in it something is wrong, and what. */
export function parseProxySection(
  written: unknown,
): ProxySection | { readonly at: string; readonly problem: string } {
  const judged = v.safeParse(section, written);
  if (judged.success) return judged.output;
  const [issue] = judged.issues;
  const path = v.getDotPath(issue);
  const at = path === null ? 'proxy' : `proxy.${path}`;
  if (issue.type !== 'strict_object') return { at, problem: issue.message };
  // Either it is no mapping, or a name in it is nobody's.
  if (issue.path === undefined || issue.expected !== 'never') {
    return { at, problem: 'must be a list of "name: value" lines' };
  }
  const known = Object.keys(at.startsWith('proxy.limits.') ? limits.entries : section.entries);
  return { at, problem: `no such setting; known are ${known.join(', ')}` };
}
