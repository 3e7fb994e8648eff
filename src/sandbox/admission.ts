// Who may come in through IMAP, POP or SMTP with a bearer token: Exchange's decision, in Exchange's order (token,
// audience, permission, switches, then the mailbox). Says what was decided and why; each face words its own refusal.

import type { MailStore } from './mailboxes/mail-store.ts';
import type { Mailbox } from './mailboxes/mailbox.ts';
import type { Directory, MailboxSettings, TokenJudge, TokenVerdict } from './model.ts';
import type { Quirks } from './quirks.ts';

export type MailProtocol = 'imap' | 'pop' | 'smtp';
type GoodToken = Extract<TokenVerdict, { ok: true }>;

export type Admission =
  | { readonly kind: 'connected'; readonly mailbox: Mailbox; readonly token: GoodToken }
  /** Signed in, and then nothing works: "User is authenticated but not connected." */
  | { readonly kind: 'not-connected'; readonly why: NotConnected; readonly token: GoodToken }
  | { readonly kind: 'refused'; readonly why: Refused };

export type NotConnected =
  | 'no-mailbox'
  | 'not-primary-address'
  | 'no-permission'
  | 'protocol-disabled'
  | 'too-many-sessions';
export type Refused =
  | 'token'
  | 'audience'
  | 'permission'
  | 'service-principal'
  | 'protocol-disabled'
  | 'not-own-mailbox'
  | 'smtp-disabled-tenant'
  | 'smtp-disabled-mailbox'
  | 'security-defaults';

export const exchangeAppId = '00000002-0000-0ff1-ce00-000000000000';

const permissions: Record<MailProtocol, { delegated: string; app: string }> = {
  imap: { delegated: 'IMAP.AccessAsUser.All', app: 'IMAP.AccessAsApp' },
  pop: { delegated: 'POP.AccessAsUser.All', app: 'POP.AccessAsApp' },
  smtp: { delegated: 'SMTP.Send', app: 'SMTP.SendAsApp' },
};

export interface AdmissionDesk {
  readonly directory: Directory;
  readonly judge: TokenJudge;
  readonly mail: MailStore;
  readonly quirks: Quirks;
}

/** `user` is the name beside the token in XOAUTH2. */
export function admit(desk: AdmissionDesk, protocol: MailProtocol, user: string, bearer: string): Admission {
  const token = desk.judge.judge(bearer);
  if (!token.ok) return refused('token');
  if (token.resourceAppId !== exchangeAppId) return refused('audience');
  const needed = permissions[protocol][token.kind];
  if (!token.permissions.some((name) => name.toLowerCase() === needed.toLowerCase()))
    return refused('permission');
  if (token.kind === 'app' && !isRegistered(desk.directory, token)) return refused('service-principal');
  const settings = mailboxNamed(desk.directory, user);
  return protocol === 'smtp'
    ? admitToSmtp(desk, { user, token, settings })
    : admitToMailbox(desk, { protocol, user, token, settings });
}

function admitToMailbox(
  desk: AdmissionDesk,
  asked: { protocol: 'imap' | 'pop'; user: string; token: GoodToken; settings: MailboxSettings | undefined },
): Admission {
  const { protocol, user, token, settings } = asked;
  // Protocol access follows the user who signed in, not the shared mailbox that is opened.
  const switches = token.kind === 'delegated' ? desk.directory.mailboxOfUser(token.subjectId) : settings;
  const enabled = protocol === 'imap' ? switches?.imapEnabled : switches?.popEnabled;
  const notConnected = (why: NotConnected): Admission => ({ kind: 'not-connected', why, token });
  if (switches && !enabled) {
    return desk.quirks.disabledProtocol === 'refuse'
      ? refused('protocol-disabled')
      : notConnected('protocol-disabled');
  }
  if (!settings) return notConnected('no-mailbox');
  if (!isTaken(desk, { user, token, settings })) return notConnected('not-primary-address');
  if (!mayOpen(settings, token)) return notConnected('no-permission');
  return { kind: 'connected', mailbox: desk.mail.mailboxOf(settings), token };
}

function admitToSmtp(
  desk: AdmissionDesk,
  { user, token, settings }: { user: string; token: GoodToken; settings: MailboxSettings | undefined },
): Admission {
  const tenant = desk.directory.tenants.get(token.tenantId);
  // A shared mailbox or an alias as user name is refused like a wrong token, unlike in IMAP.
  const own =
    token.kind === 'app' ? settings && mayOpen(settings, token) : settings?.ownerId === token.subjectId;
  if (!settings || !own || !isTaken(desk, { user, token, settings })) return refused('not-own-mailbox');
  if (tenant?.mail.securityDefaults) return refused('security-defaults');
  // The mailbox's own switch wins over the tenant's; undefined inherits (Set-CASMailbox, Set-TransportConfig).
  if (settings.smtpAuthDisabled === true) return refused('smtp-disabled-mailbox');
  if (settings.smtpAuthDisabled === undefined && tenant?.mail.smtpAuthDisabled)
    return refused('smtp-disabled-tenant');
  return { kind: 'connected', mailbox: desk.mail.mailboxOf(settings), token };
}

/** By any of its addresses, or by the sign-in name of its owner, which need not be one of them. */
function mailboxNamed(directory: Directory, name: string): MailboxSettings | undefined {
  return directory.mailboxByAddress(name) ?? directory.mailboxOfUser(directory.userByName(name)?.id ?? '');
}

/** Whether a mailbox is opened by this one of its names. */
function isTaken(
  { directory, quirks }: AdmissionDesk,
  { user, token, settings }: { user: string; token: GoodToken; settings: MailboxSettings },
): boolean {
  const is = (name: string | undefined): boolean => name?.toLowerCase() === user.toLowerCase();
  const primary = is(settings.address);
  // Of others' mailboxes, and of apps without a person, the address was never in doubt.
  const isOwner = token.kind === 'delegated' && settings.ownerId === token.subjectId;
  if (!isOwner || quirks.signInName === 'primary') return primary;
  const principal = is(directory.users.get(token.subjectId)?.userPrincipalName);
  return quirks.signInName === 'either' ? primary || principal : principal;
}

/** App-only: Exchange must know the service principal, by app id and by the object id of the ENTERPRISE application. */
function isRegistered(directory: Directory, token: GoodToken): boolean {
  const known = directory.tenants.get(token.tenantId)?.exchangeServicePrincipals ?? [];
  return known.some(({ appId, objectId }) => appId === token.appId && objectId === token.subjectId);
}

function mayOpen(settings: MailboxSettings, token: GoodToken): boolean {
  return settings.ownerId === token.subjectId || settings.fullAccess.includes(token.subjectId);
}

function refused(why: Refused): Admission {
  return { kind: 'refused', why };
}
