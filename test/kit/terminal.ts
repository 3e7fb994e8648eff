// A person at a terminal: a program in a tmux of its own, keys pressed, and the screen looked at until it shows what
// was waited for. Each terminal is a server with a socket of its own and ends with the test.

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { vi } from 'vitest';

export interface Terminal {
  /** In tmux's words: 'Enter', 'C-g', 'q', or text to be typed. */
  press(...keys: string[]): void;
  /** Typed as it stands. */
  type(text: string): void;
  screen(): string;
  /** With what has left the screen at its top: tmux itself says there that a program has ended. */
  scrolled(): string;
  /** The same with the sequences that make its colours. */
  painted(): string;
  /** The screen, once it matches. @throws with the screen when it does not in time. */
  until(pattern: RegExp, timeoutMs?: number): Promise<string>;
  /** True until the program has ended. */
  running(): boolean;
  close(): void;
}

export function openTerminal(options: {
  folder: string;
  command: readonly string[];
  env: Readonly<Record<string, string>>;
  columns?: number;
  rows?: number;
}): Terminal {
  const { folder, command, env, columns = 110, rows = 40 } = options;
  const socket = join(folder, 'tmux.socket');
  const tmux = (...words: string[]): string =>
    execFileSync('tmux', ['-S', socket, '-f', '/dev/null', ...words], {
      env: { ...env, TERM: 'xterm-256color' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 10_000,
    });
  const size = ['-x', String(columns), '-y', String(rows)];
  // The server would end with its only session, and the screen with it.
  const keep = [';', 'set-option', '-g', 'remain-on-exit', 'on'];
  tmux('new-session', '-d', '-s', 'it', ...size, 'sleep infinity', ...keep);
  tmux('respawn-pane', '-k', '-t', 'it', '-c', folder, command.map(quoted).join(' '));
  const screen = (): string => tmux('capture-pane', '-p', '-t', 'it');
  return {
    press: (...keys) => void tmux('send-keys', '-t', 'it', ...keys),
    type: (text) => void tmux('send-keys', '-t', 'it', '-l', text),
    screen,
    scrolled: () => tmux('capture-pane', '-p', '-S', '-', '-t', 'it'),
    painted: () => tmux('capture-pane', '-p', '-e', '-S', '-', '-t', 'it'),
    until: (pattern, timeoutMs = 20_000) =>
      vi.waitFor(
        () => {
          const shown = screen();
          if (!pattern.test(shown)) throw new Error(`the screen never showed ${pattern}:\n${shown}`);
          return shown;
        },
        { timeout: timeoutMs, interval: 100 },
      ),
    running: () => tmux('display-message', '-p', '-t', 'it', '#{pane_dead}').trim() === '0',
    close: () => void tmux('kill-server'),
  };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
