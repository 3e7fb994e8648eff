// Every setting once: its type, its environment variable, its place in the file and the sentence that explains it.
// Defaults, file, environment, flags - in this order, each value with where it came from. The only reader of
// process.env.

import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { Secret } from '../base/secret.ts';
import { fail } from '../errors/error.ts';
import { defaultPaths } from './paths.ts';
import type { ProxySection } from './proxy-section.ts';

interface Setting {
  readonly env: string;
  readonly about: string;
  readonly schema: v.GenericSchema<string, string | number | boolean>;
  readonly secret?: boolean;
}

const text = v.pipe(v.string(), v.minLength(1, 'must not be empty'));

export const settingTable = {
  store: { env: 'MAILGRANT_STORE', about: 'The file with accounts, grants and tokens.', schema: text },
  keySource: {
    env: 'MAILGRANT_KEY_SOURCE',
    about: 'Where the key that seals the store comes from: auto, keyring, file or env.',
    schema: v.picklist(['auto', 'keyring', 'file', 'env'], 'must be auto, keyring, file or env'),
  },
  keyFile: {
    env: 'MAILGRANT_KEY_FILE',
    about: 'The key file, for keySource file (and auto without a keyring).',
    schema: text,
  },
  key: {
    env: 'MAILGRANT_KEY',
    about: 'The key itself, 32 bytes in base64, for keySource env. Not allowed in the file.',
    schema: text,
    secret: true,
  },
  app: {
    env: 'MAILGRANT_APP',
    about: 'The app registration to sign in with, where there are several.',
    schema: text,
  },
  caFile: {
    env: 'MAILGRANT_CA_FILE',
    about: 'PEM certificates to trust beside the system roots: a proxy that inspects TLS, a sandbox.',
    schema: text,
  },
  nodeExtraCaFile: {
    env: 'NODE_EXTRA_CA_CERTS',
    about: "Node.js's own setting, kept where caFile is set as well.",
    schema: text,
  },
  httpsProxy: { env: 'HTTPS_PROXY', about: 'Proxy for https requests, as a URL.', schema: text },
  noProxy: {
    env: 'NO_PROXY',
    about: 'Hosts that are reached without the proxy, separated by commas.',
    schema: text,
  },
  mailProxy: {
    env: 'MAILGRANT_MAIL_PROXY',
    about:
      'The way out to the mail servers: socks5://, http:// or https://. NO_PROXY names hosts to go to directly.',
    schema: text,
  },
  hook: {
    env: 'MAILGRANT_HOOK',
    about:
      'Command that is run when a grant is refused or revoked or wants consent; the event is JSON on its stdin.',
    schema: text,
  },
  logLevel: {
    env: 'MAILGRANT_LOG',
    about: 'What goes to stderr: off, error, warn, info or debug.',
    schema: v.picklist(['off', 'error', 'warn', 'info', 'debug'], 'must be off, error, warn, info or debug'),
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settingTable;

export interface Resolved {
  readonly value: string | undefined;
  /** 'default', 'flag --store', 'env MAILGRANT_STORE', or the path of the file. */
  readonly from: string;
}

export interface Settings {
  readonly configFile: string;
  readonly values: Readonly<Record<SettingName, Resolved>>;
  get(name: Exclude<SettingName, 'key'>): string | undefined;
  /** What the file says of `mailgrant proxy`. */
  readonly proxy: ProxySection;
  /** The key from the environment, already out of sight. */
  readonly key: Secret | undefined;
  /** Handed to the hook. Without our secrets. */
  readonly childEnv: NodeJS.ProcessEnv;
}

export interface LoadOptions {
  /** From the command line, by setting name. */
  flags?: Partial<Record<SettingName, string | undefined>>;
  configFile?: string | undefined;
  env?: NodeJS.ProcessEnv;
  platform?: NodeJS.Platform;
}

/**
 * @throws `config-invalid` with file, key and reason; `config-unreadable`
 */
export async function loadSettings(options: LoadOptions = {}): Promise<Settings> {
  const env = options.env ?? process.env;
  const paths = defaultPaths(env, options.platform ?? process.platform);
  const named = options.configFile ?? env['MAILGRANT_CONFIG'];
  const configFile = named ?? paths.configFile;
  const defaults: Partial<Record<SettingName, string>> = {
    store: paths.store,
    keySource: 'auto',
    keyFile: paths.keyFile,
    logLevel: 'off',
  };
  const { proxy, file } =
    named !== undefined || existsSync(configFile) ? await fromFile(configFile) : { proxy: {}, file: {} };
  const names = Object.keys(settingTable) as SettingName[];
  const values = Object.fromEntries(
    names.map((name) => [
      name,
      resolve(name, { defaults, file, configFile, env, flags: options.flags ?? {} }),
    ]),
  ) as Record<SettingName, Resolved>;
  const key = values.key.value;
  const childEnv = { ...env };
  takeKeyOutOfSight(childEnv);
  return {
    configFile,
    values,
    get: (name) => values[name].value,
    proxy,
    key: key === undefined ? undefined : new Secret(key),
    childEnv,
  };
}

/** The key has been read: whoever this process starts, a browser among them, is not handed it. */
export function takeKeyOutOfSight(env: NodeJS.ProcessEnv = process.env): void {
  delete env[settingTable.key.env];
}

function resolve(
  name: SettingName,
  from: {
    defaults: Partial<Record<SettingName, string>>;
    file: Readonly<Record<string, unknown>>;
    configFile: string;
    env: NodeJS.ProcessEnv;
    flags: Partial<Record<SettingName, string | undefined>>;
  },
): Resolved {
  const setting: Setting = settingTable[name];
  const fromEnv =
    from.env[setting.env] ??
    (name === 'httpsProxy' || name === 'noProxy' ? from.env[setting.env.toLowerCase()] : undefined);
  const candidates: Array<[unknown, string]> = [
    [from.flags[name], `flag --${name}`],
    [fromEnv === '' ? undefined : fromEnv, `env ${setting.env}`],
    [from.file[name], from.configFile],
    [from.defaults[name], 'default'],
  ];
  const [value, origin] = candidates.find(([candidate]) => candidate !== undefined) ?? [undefined, 'not set'];
  if (value === undefined) return { value: undefined, from: 'not set' };
  if (name === 'key' && origin === from.configFile) {
    throw invalid(origin, name, 'a key does not belong in a readable file; use keyFile, or the environment');
  }
  const judged = v.safeParse(setting.schema, value);
  if (!judged.success) throw invalid(origin, name, judged.issues[0].message);
  return { value: String(judged.output), from: origin };
}

async function fromFile(
  path: string,
): Promise<{ proxy: ProxySection; file: Readonly<Record<string, unknown>> }> {
  const { readConfigFile } = await import('./config-file.ts');
  const { proxy, ...file } = readConfigFile(path);
  for (const name of Object.keys(file)) {
    if (name in settingTable) continue;
    throw invalid(path, name, `no such setting; known are ${Object.keys(settingTable).join(', ')}, proxy`);
  }
  if (proxy === undefined || proxy === null) return { proxy: {}, file };
  const { parseProxySection } = await import('./proxy-section.ts');
  const section = parseProxySection(proxy);
  if ('problem' in section) throw invalid(path, section.at, section.problem);
  return { proxy: section, file };
}

function invalid(origin: string, name: string, problem: string): Error {
  return fail('config-invalid', { file: origin, problem: `${name}: ${problem}` });
}
