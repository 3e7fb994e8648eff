// From the name that a client signs in with to the mailbox that it works in. By which name the server behind us is told of it
// is another question: broker/sign-in-as.ts.

import { isNameOf, isOwn } from '../../identity/sign-in-names.ts';
import type { AppPasswordCandidate } from '../../store/app-password.ts';
import type { AccountRecord } from '../../store/store.ts';

/** Undefined where the password is not for the mailbox that `signInName` means. */
export function whoseMailbox(
  signInName: string,
  { password, account }: AppPasswordCandidate,
): string | undefined {
  const mailbox = meant(signInName, password.limits, account);
  return allows(password.limits.mailboxes, mailbox, account) ? mailbox : undefined;
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
  if (named !== undefined) return canonical(named, account);
  const own = [account.name, account.address, ...aliases];
  const isHers = own.some((name) => same(name, signInName)) || isNameOf(account, signInName);
  return isHers ? account.address : signInName;
}

function allows(mailboxes: readonly string[], mailbox: string, account: AccountRecord): boolean {
  if (mailboxes.length === 0) return same(mailbox, account.address);
  return mailboxes.some(
    (allowed) =>
      same(canonical(allowed, account), mailbox) || (account.kind === 'app' && isInDomain(mailbox, allowed)),
  );
}

/** One mailbox, one name: whoever limits a password to the sign-in name or to an alias means the mailbox. */
function canonical(name: string, account: AccountRecord): string {
  return isOwn(account) && isNameOf(account, name) ? account.address : name;
}

/** `@contoso.example` has everybody there, and nobody of its subdomains. */
export function isInDomain(address: string, domain: string): boolean {
  return domain.startsWith('@') && same(address.slice(address.lastIndexOf('@')), domain);
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
