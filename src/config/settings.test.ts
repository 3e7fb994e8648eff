import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type LoadOptions, loadSettings } from './settings.ts';

const made: string[] = [];
afterEach(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true });
});

function file(text: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'mailgrant-config-'));
  made.push(directory);
  const path = join(directory, 'config.yaml');
  writeFileSync(path, text);
  return path;
}

const load = (options: LoadOptions) =>
  loadSettings({ env: { HOME: '/home/nobody' }, platform: 'linux', ...options });

describe('a configuration that is wrong says what and where', () => {
  it.each([
    ['colour: blue\n', 'colour: no such setting'],
    ['logLevel: loud\n', 'logLevel: must be off, error, warn, info or debug'],
    ['store: ""\n', 'store: must not be empty'],
    ['key: AAAA\n', 'key: a key does not belong in a readable file'],
    ['- store\n', 'it must be a list of "name: value" lines'],
    ['store: [unclosed\n', 'Flow sequence'],
    ['proxy: 1143\n', 'proxy: must be a list of "name: value" lines'],
    ['proxy:\n  imaps: 993\n', 'proxy.imaps: no such setting; known are imap, pop, smtp'],
    ['proxy:\n  imap: mail.contoso.com\n', 'proxy.imap: must be a port, or host:port'],
    ['proxy:\n  smtp: 65536\n', 'proxy.smtp: must be a port, or host:port'],
    ['proxy:\n  perMailbox: many\n', 'proxy.perMailbox: must be a whole number from 1 to 999999'],
    ['proxy:\n  trust: [192.168.7.0/24]\n', 'proxy.trust.0: must be network=account'],
    ['proxy:\n  tlsLocal: mail.office.lan\n', 'proxy.tlsLocal: must be a list'],
    ['proxy:\n  passThrough: maybe\n', 'proxy.passThrough: must be true or false'],
    ['proxy:\n  limits:\n    patience: 3\n', 'proxy.limits.patience: no such setting; known are handshake'],
    [
      'proxy:\n  limits:\n    signInSeconds: 0\n',
      'proxy.limits.signInSeconds: must be a whole number from 1',
    ],
    ['proxy:\n  limits: none\n', 'proxy.limits: must be a list of "name: value" lines'],
  ])('%j', async (text, problem) => {
    const configFile = file(text);
    const refusal = await load({ configFile }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'config-invalid', exit: 2 });
    expect(String(refusal)).toContain(configFile);
    expect(String(refusal)).toContain(problem);
  });

  it('a file that was named but is not there', async () => {
    await expect(load({ configFile: '/nowhere/config.yaml' })).rejects.toMatchObject({
      code: 'config-unreadable',
    });
  });

  it('an environment variable, by its name', async () => {
    const refusal = load({ env: { HOME: '/home/nobody', MAILGRANT_KEY_SOURCE: 'cloud' } });
    await expect(refusal).rejects.toMatchObject({
      message: expect.stringContaining('env MAILGRANT_KEY_SOURCE') as string,
    });
  });
});

describe('a setting', () => {
  it('is taken from the flag, else the environment, else the file, else the default, and says which', async () => {
    const configFile = file('store: /from/file.db\nlogLevel: warn\napp: work\n');
    const settings = await load({
      configFile,
      env: { HOME: '/home/nobody', MAILGRANT_STORE: '/from/env.db', MAILGRANT_LOG: 'info' },
      flags: { store: '/from/flag.db' },
    });
    expect(settings.values.store).toEqual({ value: '/from/flag.db', from: 'flag --store' });
    expect(settings.values.logLevel).toEqual({ value: 'info', from: 'env MAILGRANT_LOG' });
    expect(settings.values.app).toEqual({ value: 'work', from: configFile });
    expect(settings.values.keySource).toEqual({ value: 'auto', from: 'default' });
    expect(settings.values.hook).toEqual({ value: undefined, from: 'not set' });
  });

  it('of the proxy is taken from its section, and from nowhere where there is none', async () => {
    const written = 'proxy:\n  imap: 1143\n  smtp: "[::1]:587"\n  limits:\n    signInSeconds: 30\n';
    const settings = await load({ configFile: file(written) });
    expect(settings.proxy).toEqual({ imap: '1143', smtp: '[::1]:587', limits: { signInSeconds: 30 } });
    expect((await load({ configFile: file('proxy:\napp: work\n') })).proxy).toEqual({});
    expect((await load({})).proxy).toEqual({});
  });

  it('defaults to the XDG directories, and ignores relative ones', async () => {
    const env = { HOME: '/home/nobody', XDG_DATA_HOME: '/data', XDG_CONFIG_HOME: 'relative' };
    const settings = await load({ env });
    expect(settings.get('store')).toBe('/data/mailgrant/mailgrant.db');
    expect(settings.get('keyFile')).toBe('/home/nobody/.config/mailgrant/key');
  });

  it('never shows the key, and does not hand it to child processes', async () => {
    const settings = await load({ env: { HOME: '/home/nobody', MAILGRANT_KEY: 'c2VjcmV0' } });
    expect(settings.key?.reveal()).toBe('c2VjcmV0');
    expect(`${settings.key}`).toBe('***');
    expect(settings.childEnv).toEqual({ HOME: '/home/nobody' });
  });
});
