// What a live check is: one question to one thing, answered with what was seen. Each is one object in one file; index.ts
// lists them, run-checks.ts runs them. A check never decides what a failure means: it hands over what it met.

import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { AccessToken, Service, TokenSource } from '../../base/token-source.ts';
import type { KnownFacts } from '../../errors/error.ts';
import type { App, MailServer } from '../../identity/provider.ts';
import type { Overhear, SignInAs } from '../../mail/door.ts';
import type { Mailbox } from '../../mailbox/mailbox.ts';
import type { Tunnel } from '../../net/tunnel.ts';
import type { Evidence } from '../evidence.ts';
import type { Said } from '../said.ts';

/** `unknown`: could not tell, because something before it failed or is not ours to see. */
export type Verdict = 'ok' | 'warning' | 'failed' | 'unknown';

/** What a check saw. */
export interface Outcome {
  readonly verdict: Verdict;
  /** One line: what was seen. */
  readonly seen: Said;
  /** What goes to the explanation beside an error: facts for the other checks' causes, too. */
  readonly facts?: KnownFacts;
  readonly evidence?: readonly Evidence[];
  /** The error that was met, with the vendor's words in it. */
  readonly error?: unknown;
  /** A step that the explanation does not know of. */
  readonly next?: Said;
}

export interface Check {
  /** Kebab-case: 'imap-sign-in'. */
  readonly id: string;
  readonly title: Said;
  /** Checks without whose success this one says nothing new. */
  readonly after?: readonly string[];
  /** ... where the success of one of them is enough. */
  readonly anyOfThem?: true;
  /** Where it may take longer than a person should have to wait: only for what she asked for by name. */
  readonly limitMs?: number;
  /** Whether it has anything to look at here. */
  applies(world: CheckWorld): boolean;
  run(world: CheckWorld, signal: AbortSignal): Promise<Outcome>;
}

/** Everything about the account that is known without asking anybody; absent where there is none of ours. */
export interface CheckedAccount {
  readonly ref: string;
  readonly kind: 'delegated' | 'app';
  readonly personal: boolean;
  /** The mailbox of the account itself. */
  readonly address: string;
  readonly username: string | undefined;
  readonly tenantId: string | undefined;
  readonly consentedAtMs: number | undefined;
  readonly refreshedAtMs: number | undefined;
  readonly hasGrant: boolean;
  readonly app: App;
  /** For each resource what the consent was asked for. */
  readonly wanted: readonly { readonly resource: string; readonly scopes: readonly string[] }[];
}

export interface CheckWorld {
  /** The mailbox that is looked at. */
  readonly address: string;
  readonly account: CheckedAccount | undefined;
  readonly services: readonly Service[];
  readonly tokens: TokenSource;
  /** By which names the mailbox may be opened. Default: by its address. */
  readonly signInAs?: SignInAs | undefined;
  /** Asks the token server anew, whatever is in store; absent where the token was handed in. */
  readonly renew?: ((resource: string, signal: AbortSignal) => Promise<AccessToken>) | undefined;
  readonly servers: Readonly<Partial<Record<'imap' | 'pop' | 'smtp', MailServer>>> & {
    readonly graph?: string;
  };
  /** OpenID metadata of the tenant, and the authority's host. */
  readonly metadataUrl: string | undefined;
  /** One of Microsoft's own clouds: its certificates are known by who issues them. */
  readonly isMicrosoftCloud: boolean;
  readonly ca: string | undefined;
  /** The ways out, where there is no direct one: to mail servers, and for what is asked by HTTPS. */
  readonly tunnels?: { readonly mail?: Tunnel | undefined; readonly web?: Tunnel | undefined } | undefined;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly log: Logger | undefined;
  /** Somebody writes down what is said to mail servers; what is said by `fetch` is his who built it. */
  readonly overhear?: Overhear | undefined;
  /** To send one message to oneself; absent where nobody asked for that. */
  readonly openMailbox?: (() => Promise<Mailbox>) | undefined;
  /** What is established from the start. */
  readonly known: KnownFacts;
  /** Where Graph shall send notifications, where that has been configured. */
  readonly notificationUrl: string | undefined;
}

export function ok(en: string, ja: string, more: Partial<Outcome> = {}): Outcome {
  return { verdict: 'ok', seen: { en, ja }, ...more };
}

export function warning(en: string, ja: string, more: Partial<Outcome> = {}): Outcome {
  return { verdict: 'warning', seen: { en, ja }, ...more };
}

export function failed(en: string, ja: string, more: Partial<Outcome> = {}): Outcome {
  return { verdict: 'failed', seen: { en, ja }, ...more };
}

/** An error as it came: its message is what was seen. */
export function met(error: unknown, more: Partial<Outcome> = {}): Outcome {
  const text = error instanceof Error ? error.message : String(error);
  return { verdict: 'failed', seen: { en: text, ja: text }, error, ...more };
}
