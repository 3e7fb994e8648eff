// From settings to what hands out tokens is opened with, and `openTokens` itself beside it: who wants the one needs the other.

import type { MailgrantOptions } from '../app/mailgrant.ts';
import { readCaFile } from '../app/tokens.ts';
import { systemClock } from '../base/clock.ts';
import type { Settings } from '../config/settings.ts';
import type { KeySource } from '../store/open.ts';
import { stderrLogger } from './log.ts';
import type { Streams } from './streams.ts';

export { openTokens } from '../app/tokens.ts';

/** Whom to trust and which way to go, whatever is opened. @throws `ca-file-unreadable` */
export function networkOptions(chosen: Settings): Pick<MailgrantOptions, 'caPem' | 'proxy' | 'mailProxy'> {
  const caFile = chosen.get('caFile');
  const extra = [chosen.get('nodeExtraCaFile')].filter((file) => file !== undefined);
  const [httpsProxy, mailProxy, noProxy] = [
    chosen.get('httpsProxy'),
    chosen.get('mailProxy'),
    chosen.get('noProxy'),
  ];
  return {
    caPem: caFile === undefined ? undefined : [caFile, ...extra].map(readCaFile).join('\n'),
    proxy: httpsProxy === undefined ? undefined : { https: httpsProxy, noProxy },
    mailProxy: mailProxy === undefined ? undefined : { url: mailProxy, noProxy },
  };
}

export function tokensOptions(chosen: Settings, streams: Streams, level: () => string): MailgrantOptions {
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
