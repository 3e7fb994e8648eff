// A sandbox with mail in it, and a home in which the built command is connected to it: for figures of whole processes.

import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { Closers } from '../../src/base/closers.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { connectedHome } from '../../test/kit/connected-home.ts';
import { type CorpusMessage } from '../../test/kit/mail-corpus.ts';
import { scopeOf } from '../../test/kit/token-home.ts';

export interface BoxHome {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly caFile: string;
  /** For child processes; NODE_EXTRA_CA_CERTS is not among it. */
  readonly env: Readonly<Record<string, string>>;
  /** Of the built package. */
  readonly command: string;
  token(service: 'imap' | 'pop' | 'graph'): string;
  close(): Promise<void>;
}

export const anna = seed.contoso.anna.name;

export async function boxHome(
  messages: Iterable<Pick<CorpusMessage, 'raw' | 'receivedMs' | 'flags'>>,
): Promise<BoxHome> {
  const closers = new Closers();
  const sandbox = await startSandbox();
  closers.push(() => sandbox.close());
  try {
    const mailbox = sandbox.mail.mailbox(anna);
    for (const item of mailbox?.items() ?? []) mailbox?.expunge(item);
    for (const { raw, receivedMs, flags } of messages) sandbox.mail.deliver(raw, anna, { receivedMs, flags });
    const home = await connectedHome(sandbox);
    closers.push(() => home.close());
    return {
      sandbox,
      folder: home.folder,
      caFile: home.caFile,
      env: { ...home.env, LANG: 'C.UTF-8' },
      command: join(import.meta.dirname, '..', '..', manifest.bin.mailgrant),
      token: (service) =>
        sandbox.entra.mint({ user: anna, app: seed.apps.desktop.appId, scopes: scopeOf(service) })
          .accessToken,
      close: () => closers.close(),
    };
  } catch (error) {
    await closers.close();
    throw error;
  }
}
