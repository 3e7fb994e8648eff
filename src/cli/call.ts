// What one run of a command is given: settings read once, a store opened once and closed afterwards.

import type { Mailgrant } from '../app/mailgrant.ts';
import { openTokens, readCaFile, type TokensOptions } from '../app/tokens.ts';
import { systemClock } from '../base/clock.ts';
import { Closers } from '../base/closers.ts';
import { loadSettings, type Settings, takeKeyOutOfSight } from '../config/settings.ts';
import type { KeySource } from '../store/open.ts';
import type { Call } from './command.ts';
import { stderrLogger } from './log.ts';
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
  const load = (): Promise<Settings> =>
    loadSettings({ flags: { store: given.store }, configFile: given.config }).finally(takeKeyOutOfSight);
  const settings = (): Promise<Settings> => {
    loaded ??= load();
    return loaded;
  };
  let level = 'off';
  const logged = async (): Promise<TokensOptions> => {
    const chosen = await settings();
    level = logLevelOf(chosen);
    return tokensOptions(chosen, streams, () => level);
  };
  const open = async (through: TokensOptions['through']): Promise<Mailgrant> => {
    const { openMailgrant } = await import('../app/mailgrant.ts');
    // main.ts explains an error where one is met; a command that succeeds does not load what the doctor knows.
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
      const open = await openTokens(await logged());
      closers.push(() => open.closers.close());
      return open;
    },
    close: () => closers.close(),
  };
}

/** Whom to trust and which way to go, whatever is opened. @throws `ca-file-unreadable` */
export function networkOptions(chosen: Settings): Pick<TokensOptions, 'caPem' | 'proxy'> {
  const caFile = chosen.get('caFile');
  const extra = [chosen.get('nodeExtraCaFile')].filter((file) => file !== undefined);
  const httpsProxy = chosen.get('httpsProxy');
  return {
    caPem: caFile === undefined ? undefined : [caFile, ...extra].map(readCaFile).join('\n'),
    proxy: httpsProxy === undefined ? undefined : { https: httpsProxy, noProxy: chosen.get('noProxy') },
  };
}

function logLevelOf(chosen: Settings): string {
  return chosen.get('logLevel') ?? 'off';
}

function tokensOptions(chosen: Settings, streams: Streams, level: () => string): TokensOptions {
  const clock = systemClock();
  const hook = chosen.get('hook');
  return {
    store: chosen.get('store') ?? '',
    key: keySource(chosen),
    ...networkOptions(chosen),
    hook: hook === undefined ? undefined : { command: hook, env: chosen.childEnv },
    clock,
    log: stderrLogger(level, streams, clock),
  };
}

function keySource(settings: Settings): KeySource {
  const keyFile = settings.get('keyFile') ?? '';
  const source = settings.get('keySource');
  if (source === 'keyring') return { kind: 'keyring' };
  if (source === 'file') return { kind: 'file', path: keyFile };
  if (source === 'env' && settings.key) return { kind: 'env', value: settings.key };
  return { kind: 'auto', keyFile, ...(settings.key ? { env: settings.key } : {}) };
}
