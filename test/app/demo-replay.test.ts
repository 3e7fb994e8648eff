// The replay against a token endpoint and doors that a test makes up: what it takes for "as recorded", and what not.

import { describe, expect, it } from 'vitest';
import { firstMatch } from '../../src/app/demo/first-match.ts';
import { replay } from '../../src/app/demo/replay.ts';
import { type Row, rows } from '../../src/app/demo/rows.ts';
import { StepFailed, Steps, Unexpected } from '../../src/app/demo/show.ts';
import { printRow } from '../../src/app/demo/table.ts';
import type { DemoWorld } from '../../src/app/demo/world.ts';
import { systemClock } from '../../src/base/clock.ts';
import { fakeClock } from '../kit/fake-clock.ts';

const clock = systemClock();
const plain = (text: string): string => text;
const paint = { bold: plain, dim: plain, red: plain, green: plain, cyan: plain };
const nowhere = { host: '127.0.0.1', port: 1, security: 'tls' } as const;

const rowNamed = (name: string): Row => {
  const row = rows.find((candidate) => candidate.name === name);
  if (!row) throw new Error(`there is no row ${name}`);
  return row;
};

/** A browser that agrees to everything and is sent back with a code. */
const world: DemoWorld = {
  cloud: { name: 'test' },
  authority: 'https://login.contoso.example',
  graph: 'https://graph.contoso.example',
  servers: { imap: nowhere, pop: nowhere, smtp: nowhere },
  ca: '',
  clientId: 'client-1',
  tenant: 'tenant-1',
  anna: { address: 'anna@contoso.example', password: '' },
  ben: { address: 'ben@contoso.example', password: '' },
  async visit(url) {
    const back = new URL(url.searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('code', 'code-1');
    back.searchParams.set('state', url.searchParams.get('state') ?? '');
    await (await fetch(back)).text();
  },
};

function play(row: Row, answers: Array<{ status: number; body: object }>, asked: URLSearchParams[] = []) {
  const send: typeof fetch = (_, init) => {
    asked.push(new URLSearchParams(String(init?.body as string)));
    const answer = answers.shift();
    return Promise.resolve(new Response(JSON.stringify(answer?.body), { status: answer?.status ?? 500 }));
  };
  return replay(row, { world, fetch: send, clock, signal: new AbortController().signal });
}

const reused = {
  error: 'invalid_grant',
  error_description:
    'AADSTS54005: OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token. Trace ID: 1',
  error_codes: [54005],
};
const granted = { status: 200, body: { access_token: 'secret-token', refresh_token: 'secret-refresh' } };

describe('the replay of a row', () => {
  it.each([
    ['another error', { ...reused, error: 'invalid_request' }, 'error: expected "invalid_grant"'],
    ['another number', { ...reused, error_codes: [70000] }, 'error_codes: expected [54005], came [70000]'],
    ['another text', { ...reused, error_description: 'AADSTS70000: no.' }, 'error_description: expected'],
  ])('tells %s', async (_, body, difference) => {
    const { differences } = await play(rowNamed('7'), [granted, { status: 400, body }]);
    expect(differences).toEqual([expect.stringContaining(difference)]);
  });

  it('tells a grant where the record has a refusal, and what is then missing at the doors', async () => {
    const row: Row = { ...rowNamed('7'), requests: [{ with: 'code', scope: 'a' }] };
    await expect(play(row, [granted])).rejects.toThrow();
    const refused: Row = { ...rowNamed('3') };
    const { differences } = await play(refused, [{ status: 400, body: reused }]);
    expect(differences).toContain('status of the token answer: expected 200, came 400');
    expect(differences).toContain('imap: expected "works", came "-"');
  });

  it('redeems the same code twice in row 7, and takes the refusal for what it is', async () => {
    const asked: URLSearchParams[] = [];
    const played = await play(rowNamed('7'), [granted, { status: 400, body: reused }], asked);
    expect(played.differences).toEqual([]);
    expect(asked.map((body) => body.get('code'))).toEqual(['code-1', 'code-1']);
    expect(asked[0]?.get('redirect_uri')).toMatch(/^http:\/\/localhost:\d+$/);
  });

  it('exchanges the refresh token in row 8', async () => {
    const asked: URLSearchParams[] = [];
    await play(rowNamed('8'), [granted, { status: 400, body: reused }], asked);
    expect(asked.map((body) => body.get('grant_type'))).toEqual(['authorization_code', 'refresh_token']);
    expect(asked[1]?.get('refresh_token')).toBe('secret-refresh');
  });

  it('prints what differs, within a hundred columns, and no token', async () => {
    const lines: string[] = [];
    const body = { ...reused, error_codes: [70000] };
    const played = await play(rowNamed('7'), [granted, { status: 400, body }]);
    printRow({ out: (line) => lines.push(line), paint }, played);
    expect(lines[0]).toBe('✗ 7   one code redeemed twice, for Graph and for Exchange');
    expect(lines.at(-1)).toBe('      error_codes: expected [54005], came [70000]');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.join('\n')).not.toContain('secret');
  });
});

describe('the trip through the browser', () => {
  it('does not go on waiting for a browser that came to a dead end', async () => {
    const over = fakeClock();
    const lost: DemoWorld = { ...world, visit: () => Promise.reject(new Error('the page leads no further')) };
    const signal = new AbortController().signal;
    const playing = replay(rowNamed('7'), { world: lost, fetch, clock: over, signal });
    await expect(playing).rejects.toThrow('leads no further');
    expect(over.pending).toBe(0);
  });
});

describe('the rows', () => {
  it('are the eight of the record', () => {
    expect([...new Set(rows.map(({ name }) => name[0]))].join('')).toBe('12345678');
  });
});

describe('a step', () => {
  const steps = (lines: string[], over = clock): Steps =>
    new Steps({
      show: { out: (line) => lines.push(line), paint },
      clock: over,
      signal: new AbortController().signal,
    });

  it('says what was expected and what came', async () => {
    const lines: string[] = [];
    const work = (): Promise<never> => Promise.reject(new Unexpected('colour', 'green', 'red'));
    await expect(steps(lines).step('Look', work, plain)).rejects.toBeInstanceOf(StepFailed);
    expect(lines).toEqual(['✗ Look', '    colour', '    expected: green', '    came:     red']);
  });

  it('does not wait for ever', async () => {
    const lines: string[] = [];
    const late = fakeClock();
    const waiting = steps(lines, late).step('Wait', () => new Promise<string>(() => {}), plain);
    const expected = expect(waiting).rejects.toBeInstanceOf(StepFailed);
    await late.advance(15_000);
    await expected;
    expect(lines.at(-1)).toBe('    came:     none, not finished within 15000 ms');
  });
});

describe('firstMatch', () => {
  it('finds what came before the wait, and fails with its source', async () => {
    const { signal } = new AbortController();
    const match = firstMatch<number>();
    match.push(1);
    match.push(2);
    expect(await match.find((item) => item === 2, signal)).toBe(2);
    const later = match.find((item) => item === 3, signal);
    match.push(3);
    expect(await later).toBe(3);
    async function* broken(): AsyncGenerator<number> {
      yield await Promise.resolve(1);
      throw new Error('the line went dead');
    }
    await expect(firstMatch(broken()).find((item) => item === 9, signal)).rejects.toThrow('went dead');
  });

  it('ends with its signal', async () => {
    const controller = new AbortController();
    const waiting = firstMatch<number>().find(() => true, controller.signal);
    controller.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');
  });
});
