// Mail on a real terminal: tmux says what is on its screen, and its own idea of how wide a letter is decides.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { type ConnectedHome, connectedHome } from '../kit/connected-home.ts';
import { needs } from '../kit/interop.ts';
import { openTerminal, type Terminal } from '../kit/terminal.ts';

vi.setConfig({ testTimeout: 120_000 });

const { missing, title } = needs('on a terminal', 'tmux');
const escape = String.fromCharCode(27);
const id = (name: string): string => `inbox:${name}@contoso.example`;

describe.skipIf(missing)(title, () => {
  let sandbox: Sandbox;
  let home: ConnectedHome;
  let folder: string;
  beforeAll(async () => {
    sandbox = await startSandbox();
    home = await connectedHome(sandbox);
    folder = mkdtempSync(join(tmpdir(), 'terminal-'));
    const letters: ReadonlyArray<[string, string, string]> = [
      ['plain', 'Ben Example', 'Plain words'],
      ['japanese', '山田太郎', '来週の会議の資料について、ご確認をお願いいたします'],
      ['emoji', 'Ben Example', '🎉🎉 Party tonight'],
      ['accents', 'Ben Example', 'Ünïcödé é'],
      ['long', 'Ben Example', 'x'.repeat(300)],
    ];
    for (const [name, from, subject] of letters) {
      const head = `From: ${from} <ben@contoso.example>\r\nTo: anna@contoso.example\r\nSubject: ${subject}\r\nMessage-ID: <${name}@contoso.example>\r\n`;
      const raw =
        name === 'japanese'
          ? `${head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${'こんにちは、元気ですか。'.repeat(12)}\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename*=UTF-8''%E8%B3%87%E6%96%99.txt\r\n\r\n${'line of the attachment\r\n'.repeat(20_000)}--b--\r\n`
          : `${head}\r\nHello.\r\n`;
      if (!sandbox.mail.deliver(raw, seed.contoso.anna.name)) throw new Error('it was delivered');
    }
  }, 60_000);
  afterAll(async () => {
    await sandbox?.close();
    home?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a command to its end, and looks at what stands there. */
  async function shown<T>(
    command: readonly string[],
    look: (terminal: Terminal) => T,
    options: { columns?: number; env?: Record<string, string> } = {},
  ): Promise<T> {
    const own = mkdtempSync(join(folder, 'tmux-'));
    const env = { ...home.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC', ...options.env };
    const terminal = openTerminal({ folder: own, command, env, columns: options.columns ?? 80, rows: 50 });
    try {
      await vi.waitFor(() => expect(terminal.running()).toBe(false), { timeout: 60_000, interval: 100 });
      return look(terminal);
    } finally {
      terminal.close();
    }
  }
  const lines = (screen: string): string[] =>
    screen.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Pane is dead'));

  it.each([60, 80, 160])('a table of %i columns is aligned by cells and wraps nowhere', async (columns) => {
    const rows = lines(await shown(['mailgrant', 'inbox'], (terminal) => terminal.scrolled(), { columns }));
    const table = rows.filter((line) => /^ *[1-5] /.test(line));
    expect(table).toHaveLength(5);
    expect(rows).toHaveLength(table.length + 1);
    const starts = ['xxx', 'Ünï', '🎉🎉', '来週', 'Plain'].map((begin, at) => {
      const line = table[at] ?? '';
      expect(line).toContain(begin);
      return cells(line.slice(0, line.indexOf(begin)));
    });
    expect(new Set(starts).size, `subjects begin at ${starts.join(', ')}`).toBe(1);
    for (const line of table) expect(cells(line)).toBeLessThanOrEqual(columns);
    // The long one is cut at the edge, and not far before it.
    expect(cells(table[0] ?? '')).toBeGreaterThan(columns - 3);
    expect(table[0]).toMatch(/…$/);
  });

  it('an error breaks between words where the terminal is narrow, and nowhere in a pipe', async () => {
    const command = 'mailgrant list anna "nowhere at all"';
    const file = join(folder, 'error.txt');
    const look = (terminal: Terminal): string => terminal.scrolled();
    await shown(['sh', '-c', `${command} 2> ${file}`], look);
    const piped = readFileSync(file, 'utf8').trimEnd();
    const rows = lines(await shown(['sh', '-c', command], look, { columns: 40 })).map((row) => row.trimEnd());
    expect(rows.length).toBeGreaterThan(piped.split('\n').length);
    for (const row of rows) expect(cells(row)).toBeLessThanOrEqual(40);
    expect(rows.flatMap((row) => row.trim().split(/\s+/))).toEqual(piped.split(/\s+/));
  });

  it('a Japanese message is folded at the edge, whole letters at a time', async () => {
    const rows = lines(
      await shown(['mailgrant', 'read', 'anna', id('japanese')], (terminal) => terminal.scrolled(), {
        columns: 60,
      }),
    );
    const text = rows.filter((line) => line.includes('こんにちは') || line.includes('元気'));
    expect(text.length).toBeGreaterThan(4);
    for (const line of rows) expect(cells(line)).toBeLessThanOrEqual(60);
    expect(text.join('').replaceAll(/\s/g, '')).toContain('こんにちは、元気ですか。'.repeat(12));
    expect(rows.join('\n')).toContain('資料.txt');
  });

  it('an attachment is saved under its own name, and nothing of the progress is left on the screen', async () => {
    const into = join(folder, 'saved');
    const command = ['mailgrant', 'save', 'anna', id('japanese'), into];
    const rows = lines(await shown(command, (terminal) => terminal.scrolled()));
    expect(existsSync(join(into, '資料.txt')), rows.join('\n')).toBe(true);
    expect(rows.join('\n')).toContain('資料.txt');
    expect(rows.join('\n')).not.toMatch(/\d+ %/);
  });

  it('there is colour for a person, and none with NO_COLOR or in a pipe', async () => {
    const painted = ({ painted: look }: Terminal): string => look();
    expect(await shown(['mailgrant', 'inbox'], painted)).toContain(escape);
    const plain = await shown(['sh', '-c', 'NO_COLOR=1 mailgrant inbox'], painted);
    expect(lines(plain).filter((line) => line.includes('Plain words'))).toHaveLength(1);
    // Bold is no colour.
    expect(plain).not.toMatch(new RegExp(`${escape}\\[[0-9;]*[349][0-7]m`));
    const piped = await shown(['sh', '-c', 'mailgrant inbox | cat'], painted, { columns: 160 });
    expect(lines(piped).join('\n')).toContain(id('plain'));
    expect(piped).not.toMatch(new RegExp(`${escape}\\[[0-9;]*[13479][0-7]?m`));
  });
});

/** As a terminal counts the letters of this test: those of East Asia and emoji twice. Not the code that is tested. */
function cells(line: string): number {
  return [...line].reduce(
    (sum, letter) => sum + (/[\u3000-\u9fff\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(letter) ? 2 : 1),
    0,
  );
}
