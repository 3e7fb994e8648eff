// What can be ordered to go wrong, where, and when: the vocabulary of faults as data. How a fault looks on the wire is
// http.ts's and mail.ts's to say; which certificate is shown is certificates.ts's.

/** Endpoints of Entra, one by one; `entra` is any of them. */
export const entraPlaces = [
  'metadata',
  'keys',
  'authorize',
  'token',
  'devicecode',
  'pages',
  'entra',
] as const;
export const mailPlaces = ['imap', 'pop', 'smtp'] as const;
/** `tls` is every listener that has a certificate to show. */
export const faultPlaces = [...entraPlaces, 'graph', ...mailPlaces, 'tls'] as const;
export type FaultPlace = (typeof faultPlaces)[number];
export type MailPlace = (typeof mailPlaces)[number];

/** What a request or a connection can suffer whatever is spoken on it. */
export const connectionKinds = ['delay', 'drop', 'reset', 'cut', 'hang'] as const;
export const answerKinds = [
  'http-429',
  'http-500',
  'http-502',
  'http-503',
  'http-504',
  'html',
  'half-json',
  'redirect-loop',
] as const;
export const certificateKinds = [
  'expired-certificate',
  'wrong-name-certificate',
  'self-signed-certificate',
] as const;
export const faultKinds = [
  ...connectionKinds,
  ...answerKinds,
  ...certificateKinds,
  'wrong-audience',
  'busy',
  'reply',
] as const;
export type ConnectionKind = (typeof connectionKinds)[number];
export type FaultKind = (typeof faultKinds)[number];
export type CertificateKind = (typeof certificateKinds)[number];

/** Moments of a mail connection: before the greeting, at each sign-in, at each command (a sign-in is one too). */
export const mailMoments = ['connection', 'sign-in', 'command'] as const;
export type MailMoment = (typeof mailMoments)[number];

export interface FaultPlan {
  where: FaultPlace;
  kind: FaultKind;
  /** How often it strikes. Default: once; for ever with a `probability` and for certificates. */
  times?: number;
  /** 0 to 1: whether it strikes is drawn each time it could. Default: it does. */
  probability?: number;
  /** `http-429` and the 5xx: seconds or a date, verbatim in Retry-After. */
  retryAfter?: number | string;
  /** /token only: strikes this grant type alone, e.g. 'refresh_token'. */
  grantType?: string;
  /** Entra only: strikes requests whose `scope` contains this text. */
  scope?: string;
  /** Mail only. Default: 'connection'. */
  when?: MailMoment;
  /** Mail only: strikes this command alone, e.g. 'FETCH', 'RETR' or 'DATA'. Implies `when: 'command'`. */
  command?: string;
  /** `delay`: how long, by the sandbox's clock. */
  delayMs?: number;
  /** `cut`: how much is still sent, of the body or on the mail connection. */
  bytes?: number;
  /** `reply`, SMTP only: what is said in the command's place, e.g. '451 4.7.0 Temporary server error. ...'. */
  text?: string;
}

/** A plan in the sandbox: what it was given, and how it has gone since. */
export interface PlannedFault extends FaultPlan {
  readonly id: number;
  /** Infinity where it strikes until it is cleared. */
  times: number;
  struck: number;
}

/** What a connection has to know of a fault that strikes it. */
export type Stroke = Pick<PlannedFault, 'delayMs' | 'bytes'> & { readonly kind: ConnectionKind };

/** Why a plan makes no sense, as part of a sentence; undefined where it does. */
export function planProblem(plan: FaultPlan): string | undefined {
  const { where, kind } = plan;
  const mail = isOneOf(mailPlaces, where);
  if (isOneOf(certificateKinds, kind)) {
    const listeners: readonly FaultPlace[] = ['tls', 'entra', 'graph', ...mailPlaces];
    if (!listeners.includes(where)) return `a certificate is a matter of ${listeners.join(', ')}`;
  } else if (where === 'tls') return `${kind} is not a matter of certificates: name a service`;
  if (kind === 'wrong-audience' && where !== 'token') return 'a wrong audience is a matter of token';
  if (kind === 'busy' && where !== 'token' && where !== 'devicecode') {
    return 'busy is what token and devicecode say of themselves';
  }
  if (kind === 'reply' && (where !== 'smtp' || !/^[45]\d\d /.test(plan.text ?? ''))) {
    return 'a reply is a matter of smtp, and its text begins with a code such as 451';
  }
  if (isOneOf(answerKinds, kind) && mail) return `${kind} is a matter of HTTP`;
  if (plan.grantType !== undefined && where !== 'token') return 'a grant type is a matter of token';
  if (plan.scope !== undefined && !isOneOf(entraPlaces, where)) return 'a scope is a matter of Entra';
  if ((plan.when ?? plan.command) !== undefined && !mail)
    return 'when and command are matters of imap, pop and smtp';
  if (plan.command !== undefined && plan.when !== undefined && plan.when !== 'command') {
    return 'a command is there only when: command';
  }
  if (kind === 'delay' && plan.delayMs === undefined) return 'a delay needs its delayMs';
  if (kind === 'cut' && plan.bytes === undefined) return 'a cut needs the bytes after which it comes';
  if (plan.probability !== undefined && !(plan.probability >= 0 && plan.probability <= 1)) {
    return 'a probability lies between 0 and 1';
  }
  return undefined;
}

export function isCertificateKind(kind: FaultKind): kind is CertificateKind {
  return isOneOf(certificateKinds, kind);
}

export function isConnectionKind(kind: FaultKind): kind is ConnectionKind {
  return isOneOf(connectionKinds, kind);
}

function isOneOf<Item extends string>(list: readonly Item[], item: string): item is Item {
  return (list as readonly string[]).includes(item);
}
