// What one run of a command is given: settings read once, a store opened once and closed afterwards. What opens them is
// loaded when it is asked for: `mailgrant explain` needs neither.

import type { Mailgrant, MailgrantOptions } from '../app/mailgrant.ts';
import type { TokensOptions } from '../app/tokens.ts';
import { Closers } from '../base/closers.ts';
import type { Settings } from '../config/settings.ts';
import type { Call } from './command.ts';
import type { Streams } from './streams.ts';

export interface OpenCall extends Call {
  close(): Promise<void>;
}

export function openCall(given: {
  args: Call['args'];
  options: Call['options'];
  streams: Streams;
  signal: AbortSignal;
  store: string | undefined;
  config: string | undefined;
}): OpenCall {
  const { args, options, streams, signal } = given;
  let loaded: Promise<Settings> | undefined;
  let opened: Promise<Mailgrant> | undefined;
  const closers = new Closers();
  const load = async (): Promise<Settings> => {
    const { loadSettings, takeKeyOutOfSight } = await import('../config/settings.ts');
    return loadSettings({ flags: { store: given.store }, configFile: given.config }).finally(
      takeKeyOutOfSight,
    );
  };
  const settings = (): Promise<Settings> => {
    loaded ??= load();
    return loaded;
  };
  let level = 'off';
  const logged = async (): Promise<MailgrantOptions> => {
    const chosen = await settings();
    level = logLevelOf(chosen);
    const { tokensOptions } = await import('./tokens-options.ts');
    return tokensOptions(chosen, streams, () => level);
  };
  const open = async (through: TokensOptions['through']): Promise<Mailgrant> => {
    const { openMailgrant } = await import('../app/mailgrant.ts');
    // run-command-line.ts explains an error where one is met; a command that succeeds does not load what the doctor knows.
    const mailgrant = await openMailgrant({
      ...(await logged()),
      through,
      schedule: false,
      explanations: 'none',
    });
    closers.push(() => mailgrant.close());
    return mailgrant;
  };
  return {
    args,
    options,
    streams,
    signal,
    settings,
    async reread() {
      const settings = await load();
      const use = (): void => {
        level = logLevelOf(settings);
      };
      return { settings, use };
    },
    open: (through) => {
      opened ??= open(through);
      return opened;
    },
    async openTokens() {
      const { openTokens } = await import('./tokens-options.ts');
      const open = await openTokens(await logged());
      closers.push(() => open.closers.close());
      return open;
    },
    close: () => closers.close(),
  };
}

function logLevelOf(chosen: Settings): string {
  return chosen.get('logLevel') ?? 'off';
}
