// `mailgrant token` with a cached token, as built, beside Node.js doing nothing and mutt_oauth2.py doing the same job.
// Whole processes, one after the other in turn.

import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '../src/base/clock.ts';
import { makeLargeStore } from './large-store.ts';
import { type Bench, median, type Result, spread } from './result.ts';

const rounds = 21;
const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;
const root = join(import.meta.dirname, '..');
const muttScript = '/usr/share/doc/mutt/examples/mutt_oauth2.py';

interface Contestant {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly prints: RegExp;
  readonly times: number[];
}

export const tokenCommand: Bench = {
  name: 'token-command',
  async run(say) {
    say('building');
    execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    const folder = mkdtempSync(join(tmpdir(), 'bench-command-'));
    const large = await makeLargeStore(10, systemClock(), () => undefined);
    try {
      const path = process.env['PATH'] ?? '';
      const contestant = (
        name: string,
        command: string,
        args: readonly string[],
        env: NodeJS.ProcessEnv,
        prints: RegExp,
      ): Contestant => ({
        name,
        command,
        args,
        env: { PATH: path, HOME: folder, ...env },
        prints,
        times: [],
      });
      const main = join(root, 'dist', 'cli', 'bin.cjs');
      const nothing = contestant('node -e 0', process.execPath, ['-e', '0'], {}, /^$/);
      const ours = contestant(
        'mailgrant token',
        process.execPath,
        [main, 'token', 'user7', '--for', 'imap', '--store', large.path],
        { MAILGRANT_KEY_SOURCE: 'file', MAILGRANT_KEY_FILE: large.keyFile },
        /^eyJ/,
      );
      const peers = muttContestants(folder, contestant, large.token(7, 'exchange'));
      const all = [nothing, ours, ...peers];
      for (let round = 0; round <= rounds; round += 1) {
        say(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
        for (const one of all) {
          const ms = await once(one);
          if (round > 0) one.times.push(ms);
        }
      }
      return results(nothing, ours, peers);
    } finally {
      large.remove();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function results(nothing: Contestant, ours: Contestant, peers: readonly Contestant[]): Result[] {
  const us = median(ours.times);
  const how = `median of ${rounds} interleaved processes; middle half ${spread(ours.times, milliseconds)}`;
  const bare = median(nothing.times);
  const first: Result = {
    what: 'mailgrant token, cached',
    ours: milliseconds(us),
    peer: `node -e 0: ${milliseconds(bare)}`,
    ratio: us / bare,
    target: 'at most 2.0 times',
    met: us <= 2 * bare,
    how,
  };
  const beside = peers.map((peer): Result => {
    const them = median(peer.times);
    return {
      what: 'mailgrant token, cached',
      ours: milliseconds(us),
      peer: `${peer.name}: ${milliseconds(them)}`,
      ratio: them / us,
      target: 'faster',
      met: us < them,
      how: `${how}, theirs ${spread(peer.times, milliseconds)}`,
    };
  });
  if (peers.length > 0) return [first, ...beside];
  const missing = { peer: 'mutt_oauth2.py: not installed', ratio: undefined, met: undefined };
  return [first, { ...first, ...missing, target: 'faster' }];
}

/** mutt's own example script: with GnuPG around its file, as its manual says, and with nothing around it. */
function muttContestants(
  folder: string,
  contestant: (
    name: string,
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
    prints: RegExp,
  ) => Contestant,
  token: string,
): Contestant[] {
  if (!existsSync(muttScript)) return [];
  const gnupg = join(folder, 'gnupg');
  mkdirSync(gnupg, { mode: 0o700 });
  const script = `import re
text = open('${muttScript}').read()
text = re.sub(r"ENCRYPTION_PIPE = \\[.*?\\]", "ENCRYPTION_PIPE = __import__('json').loads(__import__('os').environ['ENC'])", text, flags=re.S)
text = re.sub(r"DECRYPTION_PIPE = \\[.*?\\]", "DECRYPTION_PIPE = __import__('json').loads(__import__('os').environ['DEC'])", text, flags=re.S)
open('${join(folder, 'mutt_oauth2.py')}', 'w').write(text)`;
  execFileSync('python3', ['-c', script]);
  const stored = JSON.stringify({
    registration: 'microsoft',
    authflow: 'localhostauthcode',
    email: 'user7@contoso.example',
    access_token: token,
    access_token_expiration: new Date(Date.now() + 86_400_000).toISOString().replace('Z', ''),
    refresh_token: 'r'.repeat(1200),
  });
  const python = (name: string, file: string, decrypt: readonly string[]): Contestant => {
    const env = { ENC: '["cat"]', DEC: JSON.stringify(decrypt), GNUPGHOME: gnupg };
    return contestant(name, 'python3', [join(folder, 'mutt_oauth2.py'), file], env, /^eyJ/);
  };
  const plain = join(folder, 'token');
  writeFileSync(plain, stored, { mode: 0o600 });
  const found = [python('mutt_oauth2.py, file in the clear', plain, ['cat'])];
  const sealed = `${plain}.gpg`;
  const gpg = (args: readonly string[], input = ''): boolean =>
    spawnSync('gpg', ['--batch', '--quiet', '--homedir', gnupg, ...args], { input }).status === 0;
  const made =
    gpg(['--passphrase', '', '--quick-gen-key', 'bench@contoso.example', 'default', 'default', 'never']) &&
    gpg(['--trust-model', 'always', '-r', 'bench@contoso.example', '-o', sealed, '--encrypt'], stored);
  if (!made) return found;
  chmodSync(sealed, 0o600);
  return [...found, python('mutt_oauth2.py, file sealed by gpg', sealed, ['gpg', '--decrypt'])];
}

async function once({ name, command, args, env, prints }: Contestant): Promise<number> {
  const startedAt = performance.now();
  const { stdout } = await promisify(execFile)(command, [...args], { env });
  const ms = performance.now() - startedAt;
  if (!prints.test(stdout)) throw new Error(`${name} did not print a token`);
  return ms;
}
