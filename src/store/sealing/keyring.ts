// The operating system's keyring: Keychain, Credential Manager, Secret Service. Loaded when asked for, and given two
// seconds: a desktop without a session, a locked collection or a missing package must not hold anybody up.

import type { Clock } from '../../base/clock.ts';
import { DeadlineExceeded, withDeadline } from '../../base/deadline.ts';
import { fail, isMailgrantError } from '../../errors/error.ts';

export interface Keyring {
  /** @throws `store-keyring-unavailable` */
  get(service: string, account: string): Promise<string | undefined>;
  /** @throws `store-keyring-unavailable` */
  set(service: string, account: string, text: string): Promise<void>;
}

const limitMs = 2_000;

export function osKeyring(clock: Clock): Keyring {
  const entry = async (service: string, account: string) => {
    const { keyringEntry } = await import('./keyring-entry.ts');
    return keyringEntry(service, account);
  };
  const ask = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    try {
      return await withDeadline({ clock, limitMs }, work);
    } catch (error) {
      if (isMailgrantError(error)) throw error;
      const reason =
        error instanceof DeadlineExceeded
          ? `no answer within ${limitMs / 1000} s`
          : error instanceof Error
            ? firstLine(error.message)
            : String(error);
      throw fail('store-keyring-unavailable', { reason }, { cause: error });
    }
  };
  return {
    get: (service, account) =>
      ask(async (signal) => (await (await entry(service, account)).getPassword(signal)) ?? undefined),
    set: (service, account, text) =>
      ask(async (signal) => (await entry(service, account)).setPassword(text, signal)),
  };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
