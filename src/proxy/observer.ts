// Whoever counts what happens in the proxy. Told in numbers and words of a fixed vocabulary, never of whom.

import type { ErrorCode } from '../errors/error.ts';
import type { ProxyProtocol } from './front/front.ts';

export interface ProxyObserver {
  /** `refusal` undefined: it has succeeded. `ms` from the password to the answer. */
  signIn(
    protocol: ProxyProtocol,
    outcome: { readonly ms: number; readonly refusal: ErrorCode | undefined },
  ): void;
  /** The server has ended a session, and the client has got another one without being told. */
  mended(protocol: ProxyProtocol): void;
  /** `why` as in the log line; bytes of the client's side. */
  ended(
    protocol: ProxyProtocol,
    session: { readonly why: string; readonly bytesIn: number; readonly bytesOut: number },
  ): void;
}
