// `mailgrant sandbox` as people and scripts meet it.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixedPorts } from '../../src/app/sandbox/places.ts';
import { sandbox } from '../../src/cli/commands/sandbox.ts';
import { openStreams } from '../../src/cli/streams.ts';
import { start } from './run.ts';

let home: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'mailgrant-sandbox-cli-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe('mailgrant sandbox', () => {
  it('refuses a scenario that is not there, before anything listens', async () => {
    const running = start(['sandbox', '--free-ports', '--scenario', 'no-such'], { home });
    running.end();
    const { code, err } = await running.ended;
    expect(code).not.toBe(0);
    expect(err).toContain('outage');
  });

  it('tells a script where everything is, in lines, and ends at once when it is told to', async () => {
    const running = start(
      ['sandbox', '--free-ports', '--scenario', 'smtp-auth-off', '--scenario', 'blocked'],
      { home },
    );
    await running.says(/Ready in \d+ ms/);
    const [, rest = ''] = await running.says(/url\tcontrolHttp\t(\S+)/);
    const tenants = (await (await fetch(`${rest}/tenants`)).json()) as Array<{
      mail: { smtpAuthDisabled: boolean };
      policies: { blockedResources: string[] };
    }>;
    expect(tenants[0]).toMatchObject({ mail: { smtpAuthDisabled: true } });
    expect(tenants[0]?.policies.blockedResources).toHaveLength(1);
    // Somebody is still looking: that keeps nothing open.
    const events = await fetch(`${rest}/events`);
    running.interrupt();
    const { code, out } = await running.ended;
    await events.body?.cancel().catch((error: unknown) => expect(error).toBeInstanceOf(Error));
    expect(code).toBe(0);
    const kinds = out
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t').length > 2 && line.split('\t')[0]);
    expect([...new Set(kinds)]).toEqual(['page', 'url', 'server', 'user', 'app', 'file']);
  });

  it('says it in one line of JSON', async () => {
    const running = start(['sandbox', '--free-ports', '--json'], { home });
    await running.says(/\n/);
    running.interrupt();
    const { out } = await running.ended;
    const { users, apps, statusPage } = JSON.parse(out) as {
      users: { user: string; password: string }[];
      apps: { clientId: string }[];
      statusPage: string;
    };
    expect(users[0]).toMatchObject({ user: 'anna@contoso.example', password: 'anna-sandbox-1' });
    expect(apps).toHaveLength(5);
    expect(statusPage).toMatch(/^http:\/\/localhost:\d+$/);
  });

  it('fits a terminal of 80 columns', async () => {
    const ending = new AbortController();
    const lines: string[] = [];
    const { stdin, stdout, stderr } = process;
    const streams = {
      ...openStreams({ stdin, stdout, stderr, env: { NO_COLOR: '1' } }),
      outIsTerminal: true,
      out: (line: string) => void lines.push(line),
      err: () => ending.abort(),
    };
    await sandbox.run({
      args: [],
      options: { freePorts: true },
      streams,
      signal: ending.signal,
      settings: () => Promise.reject(new Error('the sandbox needs no settings')),
      reread: () => Promise.reject(new Error('the sandbox needs no settings')),
      open: () => Promise.reject(new Error('the sandbox needs no store')),
      openTokens: () => Promise.reject(new Error('the sandbox needs no tokens')),
    });
    for (const line of lines) expect(line.length, line).toBeLessThanOrEqual(80);
    expect(lines.join('\n')).toMatch(/Status page {2}http:\/\/localhost:\d+/);
  });

  it('listens where browsers and fetch go', async () => {
    for (const port of Object.values(fixedPorts)) {
      // A blocked port is refused without a connection (Fetch Standard, "port blocking").
      const outcome = await fetch(`http://localhost:${port}/`, { signal: AbortSignal.timeout(2000) }).then(
        () => 'an answer',
        (error: unknown) =>
          error instanceof Error && error.cause instanceof Error ? error.cause.message : '',
      );
      expect(outcome, String(port)).not.toContain('bad port');
    }
  });
});
