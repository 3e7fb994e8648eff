// What a sandbox is to whoever has started one: its options, and everything that can be asked of it or done to it. The
// controls act on this, start.ts builds it; so neither has to know the other.

import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import type { AsMicrosoft, AsMicrosoftOptions } from './as-microsoft.ts';
import type { SandboxClock } from './clock.ts';
import type { ActionInput, ActionName, ActionResult } from './control/actions.ts';
import type { SandboxDirectory } from './directory/directory.ts';
import type { EntraControl } from './entra/control.ts';
import type { Switches } from './entra/switches.ts';
import type { Door, Endpoint, Faces } from './faces.ts';
import type { Faults } from './faults/faults.ts';
import type { TokenJudge } from './model.ts';
import type { Quirks } from './quirks.ts';
import type { RequestLog } from './requests.ts';
import type { TranscriptLimits, Transcripts } from './transcripts/transcripts.ts';
import type { Visitor } from './visitor/visitor.ts';

/** Each over TLS, and the same by plain HTTP for clients that cannot be told about the authority. */
export type HttpFace = 'entra' | 'entraHttp' | 'graph' | 'graphHttp' | 'control' | 'controlHttp';

export interface SandboxOptions {
  /** Address to listen on. Default: 127.0.0.1; an address beyond loopback has to be asked for with `beyondLoopback`. */
  host?: string;
  beyondLoopback?: boolean;
  /** Default: the machine's. The sandbox's own clock runs on it and can be moved ahead. */
  clock?: Clock;
  /** A port that is left out is chosen by the operating system. */
  ports?: Partial<Record<Door | HttpFace, number>>;
  /**
   * A folder that outlives the sandbox: everything that was acknowledged is there when the next one is started on it.
   * Default: none, and stopping the sandbox forgets everything.
   */
  data?: string | undefined;
  /** What a new world begins with. 'default': Contoso, its lab, personal accounts and five apps (see `seed`). 'none': an empty world. */
  seed?: 'default' | 'none';
  /** Lifetime of access tokens. Default: 3599, as most logs show. */
  tokenLifetimeSeconds?: number;
  /** Entra's behaviours that sources contradict each other about. */
  switches?: Partial<Switches>;
  /** The same of the mail services. */
  quirks?: Partial<Quirks>;
  /** What faults with a probability are drawn from. Default: chosen, and to be seen in `faults.seed`. */
  faultSeed?: number;
  /** How much is kept of what was said. */
  transcripts?: Partial<TranscriptLimits>;
  /**
   * Listen on the standard ports of a loopback address of its own too, with a certificate for the real host names:
   * for programs that have those built in.
   */
  asMicrosoft?: boolean | AsMicrosoftOptions;
  /** How Graph reaches notification URLs. Default: the global fetch. */
  fetch?: typeof fetch;
  log?: Logger;
}

/** What an application is told about this Microsoft 365: the shape of a custom cloud in the product's configuration. */
export interface SandboxCloud {
  readonly name: string;
  readonly like: string;
  readonly authority: string;
  readonly graph: string;
  readonly exchangeResource: string;
  readonly graphResource: string;
  readonly servers: Readonly<
    Record<'imap' | 'pop' | 'smtp', { host: string; port: number; security: 'tls' | 'starttls' }>
  >;
}

export interface Sandbox {
  /** Origins, without trailing slash; `control` with the prefix of the REST API. */
  readonly urls: Readonly<Record<HttpFace, string>>;
  readonly servers: Readonly<Record<Door, Endpoint>>;
  /** The authority that every TLS listener's certificate chains to. */
  readonly ca: { readonly pem: string };
  readonly cloud: SandboxCloud;
  /** Where programs with Microsoft's names built in are led; undefined unless asked for. */
  readonly asMicrosoft: AsMicrosoft | undefined;
  /** The same as `cloud` by plain HTTP, for clients that cannot be told about the authority. Mail stays on TLS. */
  readonly cloudHttp: SandboxCloud;
  readonly directory: SandboxDirectory;
  readonly entra: EntraControl;
  readonly mail: Faces['mail'];
  readonly throttles: Faces['throttles'];
  /** Graph's: who has subscribed to which messages. */
  readonly subscriptions: Faces['subscriptions'];
  readonly quirks: Faces['quirks'];
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** What was said on every connection, without its secrets. */
  readonly transcripts: Transcripts;
  readonly clock: SandboxClock;
  readonly judge: TokenJudge;
  /** One browser; more with `newVisitor`. */
  readonly visitor: Visitor;
  newVisitor(): Visitor;
  /**
   * Changes something: what the REST API, scenarios and the status page do too.
   *
   * @throws `sandbox-input-invalid`, `sandbox-not-found`, `sandbox-exists-already`
   */
  act<Name extends ActionName>(name: Name, input: ActionInput<Name>): Promise<ActionResult<Name>>;
  /** What a server needs that checks work accounts' Exchange tokens by itself. */
  jwksForDovecot(): { kid: string; pem: string };
  close(): Promise<void>;
}
