// What to type where, looked at by the programs that it is for, where they are installed.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { needs, whereIs } from '../../../test/kit/interop.ts';
import { clientSettings, settingsClients } from './client-settings.ts';
import type { ProxyDoors } from './door.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mailgrant-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const clear: ProxyDoors = {
  host: '127.0.0.1',
  imap: { port: 1143, security: 'none' },
  pop: { port: 1110, security: 'none' },
  smtp: { port: 1587, security: 'none' },
  user: 'anna@contoso.example',
  passwordCommand: "printf '%s' not-a-secret",
};
const office: ProxyDoors = {
  ...clear,
  host: 'mail.office.example',
  imap: { port: 993, security: 'tls' },
  pop: { port: 995, security: 'tls' },
  smtp: { port: 587, security: 'starttls' },
  caFile: '/etc/mailgrant/ca.pem',
};

/** Runs a program on a settings file; what it says on both streams. */
function run(program: string, args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(whereIs(program) ?? program, args, {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], HOME: folder, TERM: 'dumb' },
    timeout: 20_000,
  });
  return stdout + stderr;
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

describe('settings are refused', () => {
  it('for a client that is not known, with those that are', () => {
    expect(() => clientSettings('eudora', clear)).toThrow(
      /thunderbird, mutt, msmtp, mbsync, postfix, outlook, scanner/,
    );
  });

  it('where the proxy has not the door that the client needs', () => {
    expect(() => clientSettings('mbsync', { ...clear, imap: undefined })).toThrow(/needs IMAP/);
    expect(() => clientSettings('scanner', { ...clear, smtp: undefined })).toThrow(/needs SMTP/);
  });
});

describe.each(settingsClients)('%s', (client) => {
  it.each([
    ['on this machine', clear],
    ['in an office', office],
  ])('is told where the proxy is, and as whom to sign in: %s', (_, doors) => {
    const text = clientSettings(client, doors);
    expect(text).toContain(doors.host);
    expect(text).toMatch(/anna(@|%40)contoso\.example/);
    const ports = [doors.imap, doors.smtp].map((door) => String(door?.port));
    expect(ports.some((port) => text.includes(port))).toBe(true);
    expect(text).not.toMatch(/undefined|\[object/);
    expect(text).toMatch(/[^\n]\n$/);
  });

  it('is given no password, and says where it comes from', () => {
    const { passwordCommand: _, ...doors } = office;
    expect(clientSettings(client, doors)).toMatch(/app password/);
  });
});

it('thunderbird reads by POP where there is no IMAP', () => {
  const text = clientSettings('Thunderbird', { ...clear, imap: undefined });
  expect(text).toMatch(/Protocol +POP3\n +Hostname +127\.0\.0\.1\n +Port +1110/);
  expect(text).toContain('Password, transmitted insecurely');
});

it('a scanner is told that it cannot reach this machine by 127.0.0.1', () => {
  expect(clientSettings('scanner', clear)).toContain('A device cannot reach 127.0.0.1');
  expect(clientSettings('scanner', office)).not.toContain('cannot reach');
});

describe('msmtp', () => {
  const { missing, title } = needs('takes its file', 'msmtp');
  it.skipIf(missing)(title, () => {
    const pretend = (doors: ProxyDoors): string =>
      run('msmtp', [
        '-C',
        file('msmtprc', clientSettings('msmtp', doors)),
        '--pretend',
        'ben@contoso.example',
      ]);
    const here = pretend(clear);
    expect(here).toMatch(/host += 127\.0\.0\.1\nport += 1587/);
    expect(here).toMatch(/user += anna@contoso\.example/);
    expect(here).toMatch(/auth += PLAIN/i);
    expect(here).toMatch(/tls += off/);
    const there = pretend(office);
    expect(there).toMatch(/tls += on\n/);
    expect(there).toMatch(/tls_starttls += on/);
    expect(there).toMatch(/tls_trust_file += \/etc\/mailgrant\/ca\.pem/);
    expect(pretend({ ...office, smtp: { port: 465, security: 'tls' } })).toMatch(/tls_starttls += off/);
    expect(here + there).not.toMatch(/unknown|error/i);
  });
});

describe('mbsync', () => {
  const { missing, title } = needs('takes its file', 'mbsync');
  it.skipIf(missing)(title, () => {
    mkdirSync(join(folder, 'Mail'), { recursive: true });
    for (const doors of [clear, { ...office, host: '127.0.0.1', caFile: file('ca.pem', '') }]) {
      const nowhere = { ...doors, imap: { port: 1, security: doors.imap?.security ?? 'none' } };
      const said = run('mbsync', [
        '-c',
        file('mbsyncrc', clientSettings('mbsync', nowhere)),
        '-l',
        'mailgrant',
      ]);
      // The file is understood, and the next thing is to connect.
      expect(said).toMatch(/[Cc]annot connect to 127\.0\.0\.1|Error loading certificates/);
      expect(said).not.toMatch(/mbsyncrc:\d+/);
    }
    const broken = clientSettings('mbsync', clear).replace('SSLType', 'NoSuchWord');
    expect(run('mbsync', ['-c', file('mbsyncrc', broken), '-l', 'mailgrant'])).toMatch(/mbsyncrc:\d+/);
  });
});

describe('mutt', () => {
  const { missing, title } = needs('takes its lines', 'mutt');
  it.skipIf(missing)(title, () => {
    const names = ['folder', 'imap_user', 'imap_pass', 'smtp_url', 'ssl_starttls', 'ssl_force_tls', 'from'];
    const ask = (doors: ProxyDoors): string =>
      run('mutt', [
        '-n',
        '-F',
        file('muttrc', clientSettings('mutt', doors)),
        ...names.flatMap((name) => ['-Q', name]),
      ]);
    const here = ask(clear);
    expect(here).toContain('folder="imap://127.0.0.1:1143/"');
    expect(here).toContain('imap_user="anna@contoso.example"');
    expect(here).toContain('imap_pass="not-a-secret"');
    expect(here).toContain('smtp_url="smtp://anna%40contoso.example@127.0.0.1:1587/"');
    expect(here).toMatch(/ssl_force_tls is unset|ssl_force_tls="?no/);
    const there = ask(office);
    expect(there).toContain('folder="imaps://mail.office.example:993/"');
    expect(there).toMatch(/ssl_force_tls is set|ssl_force_tls="?yes/);
    expect(here + there).not.toMatch(/unknown|error/i);
  });
});

describe('Postfix', () => {
  const { missing, title } = needs('takes its parameters', 'postconf');
  it.skipIf(missing)(title, () => {
    for (const doors of [clear, office]) {
      const etc = mkdtempSync(join(folder, 'postfix-'));
      writeFileSync(join(etc, 'master.cf'), 'smtp unix - - n - - smtp\n');
      writeFileSync(join(etc, 'main.cf'), `compatibility_level = 3.6\n${clientSettings('postfix', doors)}`);
      const said = run('postconf', ['-c', etc, '-n']);
      expect(said).toContain(`relayhost = [${doors.host}]:${doors.smtp?.port}`);
      expect(said).not.toMatch(/warning|unused/);
      writeFileSync(join(etc, 'main.cf'), 'no_such_parameter = 1\n');
      expect(run('postconf', ['-c', etc, '-n'])).toContain('unused');
    }
  });
});
