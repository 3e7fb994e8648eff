// What the demonstration needs of the sandbox, and nothing else of it.

import type { CustomCloud, MailServer } from '../../identity/provider.ts';

export interface Person {
  readonly address: string;
  readonly password: string;
}

export interface DemoWorld {
  /** As `mailgrant app add` would be given it. */
  readonly cloud: CustomCloud;
  readonly authority: string;
  /** Base URL of Graph without the version. */
  readonly graph: string;
  readonly servers: Readonly<Record<'imap' | 'pop' | 'smtp', MailServer>>;
  /** PEM: what a client has to trust. */
  readonly ca: string;
  readonly clientId: string;
  /** The organisation of both people. */
  readonly tenant: string;
  /** Signs in and looks at mail. */
  readonly anna: Person;
  /** Makes the mistakes of the table. */
  readonly ben: Person;
  /** The person at the browser: opens the page, signs in, agrees, and is sent back to the redirect URI. */
  visit(url: URL, person: Person, signal: AbortSignal): Promise<void>;
}
