// From the name that a client signs in with to the mailbox that it works in, and to the name that the server behind us is
// told. Exchange wants the address of the mailbox itself, never an alias; for SMTP the address of whoever the token is for,
// even where mail is sent for a shared mailbox.

import type { AppPasswordCandidate, PasswordProtocol } from '../../store/app-password.ts';
import type { AccountRecord } from '../../store/store.ts';

export interface Whose {
  /** The mailbox that the client works in. */
  readonly mailbox: string;
  /** `user=` of XOAUTH2. */
  readonly user: string;
}

/** Undefined where the password is not for the mailbox that `signInName` means. */
export function whoseMailbox(
  signInName: string,
  { password, account }: AppPasswordCandidate,
  protocol: PasswordProtocol,
): Whose | undefined {
  const mailbox = meant(signInName, password.limits, account);
  if (!allows(password.limits.mailboxes, mailbox, account)) return undefined;
  return { mailbox, user: protocol === 'smtp' ? sendingAddress(account, mailbox) : mailbox };
}

/**
 * As whom to sign in to SMTP: the mailbox of the person who consented, or, where an app of its own has the rights, the
 * mailbox itself. Where an account is a shared mailbox (`login anna@... --mailbox info@...`) the person is known by her
 * sign-in name; the same name at another domain is the same mailbox, whose address Exchange knows for certain.
 */
export function sendingAddress(account: AccountRecord, mailbox = account.address): string {
  const { kind, address, username, personal } = account;
  if (kind === 'app') return mailbox;
  if (personal || !username?.includes('@')) return address;
  return same(localPart(username), localPart(address)) ? address : username;
}

/** The mailboxes that a password opens, for people. */
export function mailboxesOf({ password, account }: AppPasswordCandidate): readonly string[] {
  const { mailboxes } = password.limits;
  return mailboxes.length === 0 ? [account.address] : mailboxes;
}

function meant(
  signInName: string,
  { mailboxes, aliases }: AppPasswordCandidate['password']['limits'],
  account: AccountRecord,
): string {
  const named = mailboxes.find((mailbox) => same(mailbox, signInName));
  if (named !== undefined) return named;
  const own = [account.name, account.address, account.username ?? '', ...aliases];
  return own.some((name) => same(name, signInName)) ? account.address : signInName;
}

function allows(mailboxes: readonly string[], mailbox: string, account: AccountRecord): boolean {
  if (mailboxes.length === 0) return same(mailbox, account.address);
  return mailboxes.some(
    (allowed) => same(allowed, mailbox) || (account.kind === 'app' && isInDomain(mailbox, allowed)),
  );
}

/** `@contoso.example` has everybody there, and nobody of its subdomains. */
export function isInDomain(address: string, domain: string): boolean {
  return domain.startsWith('@') && same(address.slice(address.lastIndexOf('@')), domain);
}

function localPart(address: string): string {
  return address.slice(0, address.lastIndexOf('@'));
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
