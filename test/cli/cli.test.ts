import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsFor } from '../kit/programs/programs.ts';
import { mailgrant } from './run.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'mailgrant-cli-'));
});
afterEach(() => rmSync(home, { recursive: true }));

const clientId = '11111111-2222-4333-8444-555555555555';
const data = (): string => join(home, '.local', 'share', 'mailgrant');

describe('a command line that cannot be meant', () => {
  it.each([
    [['tokn', 'anna'], "unknown command 'tokn'"],
    [['token'], "missing required argument 'account'"],
    [['token', 'anna', '--for', 'carrier-pigeon'], 'imap, pop, smtp, graph'],
    [['accounts', '--json', 'token'], '--json knows no field "token"; it knows name, address'],
    [['whoami', 'nobody', '--json', 'token'], '--json knows no field "token"; it knows name, address'],
    [['refresh'], 'name one account, or say --idle'],
    [['app'], 'say which: mailgrant app add, mailgrant app list'],
    [['keys', 'rotat'], "unknown command 'rotat'"],
    [['--stor', 'x.db', 'accounts'], "unknown option '--stor'"],
    [['app', 'add'], '--client-id'],
    [['completion', 'tcsh'], 'no completion for "tcsh"'],
  ])('%j ends with code 2 and says what is known', async (args, said) => {
    const { code, out, err } = await mailgrant(args, { home });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(said);
    expect(err).toMatch(/\nRun: mailgrant .*help|\nSee what is connected|\nRun: mailgrant/);
  });
});

describe('what fails ends with the command that fixes it', () => {
  it('an account that nobody connected', async () => {
    const { code, out, err } = await mailgrant(['token', 'anna@contoso.example'], { home });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('(account-unknown)');
    expect(err).toContain('mailgrant login anna@contoso.example');
  });

  it('a sign-in without an app registration', async () => {
    const { code, err } = await mailgrant(['login', 'anna@contoso.example'], { home });
    expect(code).toBe(2);
    expect(err).toContain('mailgrant login ADDRESS --client-id GUID');
  });

  it('a store that is no store, which stays as it was', async () => {
    const file = join(home, '.bashrc');
    writeFileSync(file, 'alias ll="ls -l"\n'.repeat(100), { mode: 0o600 });
    const { code, err } = await mailgrant(['accounts', '--store', file], { home });
    expect(code).not.toBe(0);
    expect(err).toContain('store-foreign-file');
    expect(readFileSync(file, 'utf8')).toBe('alias ll="ls -l"\n'.repeat(100));
  });
});

describe('the command line', () => {
  it('prints the same result with --json for programs, and nothing else on stdout', async () => {
    const { code, out, err } = await mailgrant(['accounts', '--json'], { home });
    expect({ code, out: JSON.parse(out) as unknown, err }).toEqual({ code: 0, out: [], err: '' });
  });

  it('keeps a client secret out of sight: not in the arguments, not in the output, not in any file', async () => {
    const secret = 'Abc8Q~this-is-the-secret-value-of-the-app';
    const added = await mailgrant(
      [
        'app',
        'add',
        '--client-id',
        clientId,
        '--tenant',
        'contoso.example',
        '--name',
        'work',
        '--secret-stdin',
      ],
      { home, input: `${secret}\n` },
    );
    expect(added.code).toBe(0);
    const listed = await mailgrant(['app', 'list'], { home });
    expect(listed.out).toBe(`work\t${clientId}\tcontoso.example\tworldwide\tsecret\n`);
    for (const name of readdirSync(data(), { recursive: true }) as string[]) {
      const path = join(data(), name);
      if (statSync(path).isFile()) expect(readFileSync(path).includes(secret)).toBe(false);
    }
    expect(added.out + added.err + listed.out + listed.err).not.toContain(secret);
    const removed = await mailgrant(['app', 'remove', 'work'], { home });
    expect(removed.out).toContain('is removed');
  });

  it('creates store and key for their owner only', async () => {
    await mailgrant(['accounts'], { home });
    expect(statSync(join(data(), 'mailgrant.db')).mode & 0o777).toBe(0o600);
    expect(statSync(join(home, '.config', 'mailgrant', 'key')).mode & 0o777).toBe(0o600);
  });

  it('says which setting comes from where, and never shows the key', async () => {
    const key = Buffer.alloc(32, 9).toString('base64');
    const { out } = await mailgrant(['config', 'print', '--store', '/tmp/x.db'], {
      home,
      env: { MAILGRANT_KEY: key },
    });
    expect(out).toContain('store\t/tmp/x.db\tflag --store');
    expect(out).toContain('key\t***\tenv MAILGRANT_KEY');
    expect(out).not.toContain(key);
  });

  it('shows examples before anything else in the help of a command', async () => {
    const { code, out } = await mailgrant(['token', '--help'], { home });
    expect(code).toBe(0);
    expect(out.indexOf('Examples:')).toBeGreaterThanOrEqual(0);
    expect(out.indexOf('Examples:')).toBeLessThan(out.indexOf('Options:'));
  });

  it('lists every command in its help', async () => {
    const { out } = await mailgrant([], { home });
    for (const name of [
      'login',
      'token',
      'accounts',
      'whoami',
      'refresh',
      'logout',
      'app',
      'config',
      'completion',
    ]) {
      expect(out).toMatch(new RegExp(`^  ${name}\\b`, 'm'));
    }
  });

  it.each(['bash', 'zsh'])('prints a completion script that %s can read', async (shell) => {
    const { out } = await mailgrant(['completion', shell], { home });
    const { spawnSync } = await import('node:child_process');
    const checked = spawnSync('bash', ['-n'], { input: out, encoding: 'utf8' });
    expect({ status: checked.status, stderr: checked.stderr }).toEqual({ status: 0, stderr: '' });
    expect(out).toContain('"token "*) words="--for');
  });

  it.each([
    ['a', 'accounts append account app app-password'],
    ['token --f', '--for'],
    ['token anna --for ', 'imap pop smtp graph'],
    ['login anna --prompt c', 'consent'],
    ['token anna --min-lifetime ', ''],
    ['completion ', 'bash zsh fish'],
    ['keys ', 'show rotate move'],
    ['keys move ', 'keyring file env'],
    ['app add --s', '--secret-stdin --store'],
  ])('completes %j in bash', async (typed, offered) => {
    const { out } = await mailgrant(['completion', 'bash'], { home });
    const words = typed.split(' ').map((word) => `'${word}'`);
    const ask = `COMP_WORDS=(mailgrant ${words.join(' ')}); COMP_CWORD=${words.length}; _mailgrant; echo "\${COMPREPLY[*]}"`;
    const { spawnSync } = await import('node:child_process');
    const { stdout } = spawnSync('bash', ['--norc'], { input: `${out}\n${ask}\n`, encoding: 'utf8' });
    expect(stdout.trim()).toBe(offered);
  });

  it('offers every first word in fish, and after a group its own', async () => {
    const { out } = await mailgrant(['completion', 'fish'], { home });
    for (const group of ['account', 'app', 'keys', 'config']) {
      expect(out).toContain(`-n __fish_use_subcommand -f -a ${group} `);
    }
    expect(out).toContain("not __fish_seen_subcommand_from show rotate move' -f -a move ");
    expect(out).toContain("-l for -x -a 'imap pop smtp graph'");
  });

  it.skipIf(process.platform !== 'linux')('says so when its output cannot be written', async () => {
    const { closeSync, openSync } = await import('node:fs');
    const { spawnSync } = await import('node:child_process');
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [...wordsFor('src/cli/main.ts'), '--version'], {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'Standard output takes no more (ENOSPC).\n',
    });
  });

  it('prints the manifest of the registration', async () => {
    const { out } = await mailgrant(['app', 'manifest', '--for', 'imap,smtp'], { home });
    expect(JSON.stringify(JSON.parse(out))).toContain('652390e4-393a-48de-9484-05f9b1212954');
  });
});

it('explain reads a log that PowerShell wrote in UTF-16 like any other', async () => {
  const file = join(home, 'powershell.log');
  writeFileSync(
    file,
    Buffer.from('\ufeffAADSTS65001: The user or administrator has not consented', 'utf16le'),
  );
  const ran = await mailgrant(['explain', file, '--json', 'evidence'], { home });
  expect(ran).toMatchObject({ code: 0, err: '' });
  expect(ran.out).toContain('65001');
});
