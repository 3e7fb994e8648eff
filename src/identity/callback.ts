// The URL that the browser came back to, judged before anything in it is believed: whose it is first, what it says
// second (RFC 6749 sections 4.1.2 and 10.12).

import { Secret } from '../base/secret.ts';
import { fail } from '../errors/error.ts';
import type { AuthorizationAttempt } from './provider.ts';

/** @throws `callback-state-mismatch`, `callback-incomplete` */
export function judgeCallback(callback: URL, attempt: AuthorizationAttempt): void {
  const query = callback.searchParams;
  for (const name of ['code', 'state', 'error', 'iss']) {
    if (query.getAll(name).length > 1) throw fail('callback-incomplete', { problem: `it has ${name} twice` });
  }
  // Compared without telling by the time taken how much of a guess was right.
  const state = new Secret(query.get('state') ?? '');
  if (attempt.state === '' || !state.equals(new Secret(attempt.state)))
    throw fail('callback-state-mismatch', {});
}

/** @throws `callback-incomplete` */
export function requireCode(callback: URL): void {
  if (callback.searchParams.get('code')) return;
  throw fail('callback-incomplete', { problem: 'it holds neither a code nor an error' });
}
