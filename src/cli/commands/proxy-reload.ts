// SIGHUP to a proxy that runs: the configuration file is read again, what can be another at once is, and what cannot is
// named. A file that cannot be used leaves everything as it was. docs/adr/0122-what-is-taken-up-while-it-runs.md

import type { ProxyControls } from '../../app/proxy/serve.ts';
import type { Logger } from '../../base/logger.ts';
import type { Settings } from '../../config/settings.ts';
import { isMailgrantError } from '../../errors/error.ts';
import type { Call } from '../command.ts';
import { waysOf, withSection } from './proxy-ways.ts';

/** Ports that are open, and what was handed to others at the start. */
const optionsOfTheStart = ['imap', 'pop', 'smtp', 'tlsMode', 'metrics', 'metricsOpen'];
const certificateOptions = ['tlsCert', 'tlsKey', 'tlsLocal'];
const settingsOfTheStart = [
  ...['store', 'keySource', 'keyFile', 'caFile', 'nodeExtraCaFile'],
  ...['httpsProxy', 'noProxy', 'mailProxy', 'hook'],
] as const;

export interface ReloadOptions {
  /** As it was typed. */
  readonly typed: Call;
  /** Those of the start. */
  readonly settings: Settings;
  readonly controls: Pick<ProxyControls, 'reload'>;
  readonly log: Logger;
  /** They are the ones that count from now on. */
  readonly use: (settings: Settings) => void;
}

/** @returns what is to be called on SIGHUP. One after the other, however often it comes. */
export function reloading({ typed, settings, controls, log, use }: ReloadOptions): () => void {
  const atStart = saidBy(typed, settings);
  let current = atStart;
  const reload = async (): Promise<void> => {
    const read = await typed.reread();
    const { settings } = read;
    const next = saidBy(typed, settings);
    await controls.reload(waysOf(withSection(typed, settings.proxy), settings));
    read.use();
    use(settings);
    const needsRestart = differing(atStart, next).filter((name) => isOfTheStart(name, atStart, next));
    const changed = differing(current, next).filter((name) => !isOfTheStart(name, atStart, next));
    current = next;
    log.info('proxy.reloaded', { changed });
    if (needsRestart.length > 0) log.warn('proxy.needs-restart', { settings: needsRestart });
  };
  let last = Promise.resolve();
  return () => {
    last = last.then(reload).catch((error: unknown) => {
      const code = isMailgrantError(error) ? error.code : undefined;
      log.error('proxy.not-reloaded', { code, error });
    });
  };
}

type Said = ReadonlyMap<string, string>;

/** Everything that was said, by the name that a person knows it under: `perMailbox`, `limits.signInSeconds`, `logLevel`. */
function saidBy(typed: Call, settings: Settings): Said {
  const { options } = withSection(typed, settings.proxy);
  const said: Array<[string, unknown]> = [
    ...Object.entries(options),
    ...Object.entries(settings.proxy.limits ?? {}).map(([name, value]): [string, unknown] => [
      `limits.${name}`,
      value,
    ]),
    ...[...settingsOfTheStart, 'logLevel' as const].map((name): [string, unknown] => [
      name,
      settings.get(name),
    ]),
  ];
  return new Map(
    said.filter(([, value]) => value !== undefined).map(([name, value]) => [name, JSON.stringify(value)]),
  );
}

function differing(before: Said, after: Said): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name));
}

function isOfTheStart(name: string, atStart: Said, next: Said): boolean {
  // Another certificate is shown at once; TLS itself, or none, is what the ports were opened with.
  if (certificateOptions.includes(name)) return hasCertificate(atStart) !== hasCertificate(next);
  return optionsOfTheStart.includes(name) || (settingsOfTheStart as readonly string[]).includes(name);
}

function hasCertificate(said: Said): boolean {
  return certificateOptions.some((name) => said.has(name));
}
