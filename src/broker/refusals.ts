// Between the errors that identity/ throws and the refusals that the store keeps: what is remembered, what is told,
// and which command repairs it.

import { catalogue } from '../errors/catalogue.ts';
import { type Details, type ErrorCode, fail, MailgrantError } from '../errors/error.ts';
import type { AccountRecord, Refusal } from '../store/store.ts';

/** True where the refresh token itself is dead, as opposed to one resource, a policy or the registration. */
export function killsGrant(error: MailgrantError): boolean {
  return error.details['deadGrant'] === true;
}

export function refusalOf(error: MailgrantError, nowMs: number): Refusal {
  return {
    code: error.code,
    message: error.message,
    hint: error.hint,
    atMs: nowMs,
    details: { ...error.details, retry: error.retry },
  };
}

/** The stored refusal as the error it once was, with the command that repairs the account. */
export function errorOf(refusal: Refusal, account: AccountRecord): MailgrantError {
  if (!(refusal.code in catalogue)) {
    return fail('account-refused', { account: account.address, reason: refusal.code });
  }
  const { retry, ...details } = refusal.details;
  const error = new MailgrantError(refusal.code as ErrorCode, details as Details, {
    retry: retry === 'signIn' || retry === 'later' ? retry : 'never',
    hint: refusal.hint,
  });
  return forAccount(error, account);
}

/** The same error, saying whose it is and ending with the command that repairs it where a sign-in can. */
export function forAccount(error: MailgrantError, account: AccountRecord): MailgrantError {
  if (error.details['account'] !== undefined) return error;
  const repair = error.retry === 'signIn' ? ` Run: ${repairCommand(error, account)}` : '';
  return new MailgrantError(
    error.code,
    { ...error.details, account: account.address },
    { cause: error, retry: error.retry, retryAfterMs: error.retryAfterMs, hint: `${error.hint}${repair}` },
  );
}

/** Codes for which signing in alone is not enough: the consent page has to be shown again. */
const wantsConsent: ReadonlySet<string> = new Set(['consent-missing-for-resource', 'admin-approval-needed']);

function repairCommand(error: MailgrantError, account: AccountRecord): string {
  const prompt = wantsConsent.has(error.code) ? ' --prompt consent' : '';
  return `mailgrant login ${account.name}${prompt}`;
}
