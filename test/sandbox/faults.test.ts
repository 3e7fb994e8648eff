// Trouble on order: what each kind of fault does to whoever meets it, where it may strike, and that chance can be had
// again.

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFaults } from '../../src/sandbox/faults/faults.ts';
import { planProblem } from '../../src/sandbox/faults/plan.ts';
import { type FaultPlan, type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ faultSeed: 7 });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.faults.clear());

describe('a plan that makes no sense', () => {
  it.each<[string, FaultPlan]>([
    ['an HTTP answer on a mail door', { where: 'imap', kind: 'http-429' }],
    ['a wrong audience elsewhere than at /token', { where: 'graph', kind: 'wrong-audience' }],
    ['a certificate of an endpoint', { where: 'token', kind: 'expired-certificate' }],
    ['silence of certificates', { where: 'tls', kind: 'hang' }],
    ['a moment of an HTTP request', { where: 'graph', kind: 'drop', when: 'sign-in' }],
    ['a command at the greeting', { where: 'imap', kind: 'drop', when: 'connection', command: 'FETCH' }],
    ['a delay without a length', { where: 'token', kind: 'delay' }],
    ['a cut without a place', { where: 'imap', kind: 'cut' }],
    ['a probability of two', { where: 'imap', kind: 'drop', probability: 2 }],
    ['a reply of success', { where: 'smtp', kind: 'reply', text: '250 OK' }],
    ['a reply to IMAP', { where: 'imap', kind: 'reply', text: '451 4.7.0 no' }],
  ])('%s is refused', async (_, plan) => {
    expect(planProblem(plan)).toBeDefined();
    const { delayMs: _delay, times: _times, ...input } = plan;
    await expect(sandbox.act('add-fault', input)).rejects.toMatchObject({ code: 'sandbox-input-invalid' });
    expect(sandbox.faults.pending()).toEqual([]);
  });
});

describe('chance', () => {
  const struck = (given: number, rounds = 64): string => {
    const faults = createFaults({ seed: given });
    faults.add({ where: 'imap', kind: 'drop', probability: 0.3 });
    return Array.from({ length: rounds }, () => (faults.takeMail('imap', 'connection') ? 'x' : '.')).join('');
  };

  it('is the same for the same seed, and another for another', () => {
    expect(struck(1)).toBe(struck(1));
    expect(struck(1)).not.toBe(struck(2));
    const share = [...struck(3, 4000)].filter((mark) => mark === 'x').length / 4000;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
  });

  it('of one plan does not depend on another', () => {
    const faults = createFaults({ seed: 1 });
    faults.add({ where: 'imap', kind: 'drop', probability: 0.3 });
    faults.add({ where: 'pop', kind: 'drop', probability: 0.5 });
    const marks = Array.from({ length: 64 }, () => {
      faults.takeMail('pop', 'connection');
      return faults.takeMail('imap', 'connection') ? 'x' : '.';
    });
    expect(marks.join('')).toBe(struck(1));
  });

  it('is chosen and shown where nobody gave a seed, and can be set again', async () => {
    const { seed: chosen } = createFaults();
    expect(chosen).toBeGreaterThanOrEqual(0);
    expect(sandbox.faults.seed).toBe(7);
    await sandbox.act('add-fault', { where: 'graph', kind: 'drop', probability: 0.5 });
    const marks = (): string =>
      Array.from({ length: 20 }, () => (sandbox.faults.take('graph') ? 'x' : '.')).join('');
    const first = marks();
    await sandbox.act('seed-faults', { seed: 7 });
    expect(marks()).toBe(first);
    const view = await fetch(`${sandbox.urls.controlHttp}/faults`);
    expect(await view.json()).toMatchObject({ seed: 7, pending: [{ where: 'graph', times: 'always' }] });
  });
});

it('a fault can be taken back by its id', async () => {
  const { id } = await sandbox.act('add-fault', { where: 'token', kind: 'http-503' });
  expect(await sandbox.act('remove-fault', { id })).toEqual({ removed: true });
  expect(await sandbox.act('remove-fault', { id })).toEqual({ removed: false });
  expect(sandbox.faults.pending()).toEqual([]);
});

describe('over HTTP', () => {
  const metadata = (): Promise<Response> =>
    fetch(`${sandbox.urls.entraHttp}/common/v2.0/.well-known/openid-configuration`);

  it.each<[FaultPlan, number, RegExp]>([
    [{ where: 'metadata', kind: 'http-429', retryAfter: 7 }, 429, /temporarily_unavailable/],
    [{ where: 'entra', kind: 'http-500' }, 500, /internal server error/],
    [{ where: 'metadata', kind: 'http-502' }, 502, /Bad Gateway/],
    [{ where: 'metadata', kind: 'http-503', retryAfter: 7 }, 503, /aren't available/],
    [{ where: 'metadata', kind: 'http-504' }, 504, /Gateway Timeout/],
    [{ where: 'metadata', kind: 'html' }, 200, /<!DOCTYPE html>/],
    [{ where: 'metadata', kind: 'half-json' }, 200, /^\{[^}]*$/],
  ])('%j answers in the place of the service, once', async (plan, status, text) => {
    sandbox.faults.add(plan);
    const answer = await metadata();
    expect(answer.status).toBe(status);
    expect(answer.headers.get('retry-after')).toBe(plan.retryAfter === undefined ? null : '7');
    expect(await answer.text()).toMatch(text);
    expect((await metadata()).status).toBe(200);
  });

  it.each<FaultPlan>([
    { where: 'metadata', kind: 'drop' },
    { where: 'metadata', kind: 'reset' },
    { where: 'entra', kind: 'redirect-loop', times: 50 },
  ])('%j is no answer', async (plan) => {
    sandbox.faults.add(plan);
    await expect(metadata()).rejects.toThrow('fetch failed');
  });

  it('a body that is cut says how long it would have been', async () => {
    const whole = await (await metadata()).text();
    sandbox.faults.add({ where: 'metadata', kind: 'cut', bytes: 100 });
    const answer = await metadata();
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('content-length'))).toBe(Buffer.byteLength(whole));
    await expect(answer.text()).rejects.toThrow('terminated');
  });

  it("a late answer comes when the sandbox's clock says so", async () => {
    await sandbox.act('add-fault', { where: 'metadata', kind: 'delay', delay: '10m' });
    let answered = false;
    const answer = metadata().then((response) => {
      answered = true;
      return response;
    });
    const struck = sandbox.faults.pending;
    while (struck().length > 0) await new Promise((resolve) => setImmediate(resolve));
    expect(answered).toBe(false);
    sandbox.clock.advance(600_000);
    expect((await answer).status).toBe(200);
  });

  it('silence lasts until the client gives up', async () => {
    sandbox.faults.add({ where: 'metadata', kind: 'hang' });
    const url = `${sandbox.urls.entraHttp}/common/v2.0/.well-known/openid-configuration`;
    const waiting = new AbortController();
    const answer = fetch(url, { signal: waiting.signal });
    while (sandbox.faults.pending().length > 0) await new Promise((resolve) => setImmediate(resolve));
    waiting.abort();
    await expect(answer).rejects.toThrow('aborted');
  });
});

type Door = 'imap' | 'imaps' | 'pop' | 'pops' | 'smtp';

/** What a client reads after having said `text`, until the connection ends; how it ended is the last line. */
async function talk(door: Door, text = ''): Promise<string> {
  const { host, port } = sandbox.servers[door];
  const socket: Socket =
    door === 'imaps' || door === 'pops'
      ? connectTls({ host, port, ca: sandbox.ca.pem })
      : connect({ host, port });
  let heard = '';
  let end = 'END';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString();
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    end = error.code ?? error.message;
  });
  if (text !== '') socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return heard + end;
}

describe('on a mail door', () => {
  it.each<[Door, FaultPlan, string, RegExp]>([
    ['imap', { where: 'imap', kind: 'drop' }, '', /^END$/],
    ['imaps', { where: 'imap', kind: 'drop' }, '', /^END$/],
    ['imap', { where: 'imap', kind: 'reset' }, '', /^ECONNRESET$/],
    ['pops', { where: 'pop', kind: 'reset' }, '', /ECONNRESET$/],
    ['smtp', { where: 'smtp', kind: 'cut', bytes: 10 }, '', /^220 SANDBO(END|ECONNRESET)$/],
    ['smtp', { where: 'smtp', kind: 'drop', command: 'EHLO' }, 'NOOP\r\nEHLO x\r\n', /^220 .*END$/s],
    ['imap', { where: 'imap', kind: 'drop', when: 'command' }, 'A1 NOOP\r\n', /^\* OK .*\r\nEND$/],
    ['imap', { where: 'imap', kind: 'drop', when: 'sign-in' }, 'A1 LOGIN anna x\r\n', /^\* OK .*\r\nEND$/],
    ['pop', { where: 'pop', kind: 'reset', when: 'sign-in' }, 'USER anna\r\nPASS x\r\n', /ECONNRESET$/],
    [
      'imap',
      { where: 'imap', kind: 'cut', command: 'CAPABILITY', bytes: 14 },
      'A1 CAPABILITY\r\n',
      /\r\n\* CAPABILITY I(END|ECONNRESET)$/,
    ],
  ])('%s: %j', async (door, plan, text, expected) => {
    sandbox.faults.add(plan);
    // A client that is cut off may hear of it by a reset before it has read everything.
    expect(await talk(door, text)).toMatch(expected);
    expect(sandbox.faults.pending()).toEqual([]);
  });

  it('elsewhere than where it was planned nothing happens', async () => {
    sandbox.faults.add({ where: 'imap', kind: 'drop' });
    expect(await talk('pop', 'QUIT\r\n')).toMatch(/^\+OK .*signing off\.\r\nEND$/s);
    expect(sandbox.faults.pending()).toHaveLength(1);
  });

  it('an answer comes late', async () => {
    await sandbox.act('add-fault', { where: 'pop', kind: 'delay', delay: '30s', command: 'NOOP' });
    const heard = talk('pop', 'NOOP\r\nQUIT\r\n');
    while (sandbox.faults.pending().length > 0) await new Promise((resolve) => setImmediate(resolve));
    sandbox.clock.advance(30_000);
    expect(await heard).toMatch(/^\+OK .*\r\n(?:-ERR|\+OK).*\r\n\+OK .*\r\nEND$/);
  });

  it('silence ends when the client leaves, and the sandbox still closes', async () => {
    const own = await startSandbox();
    own.faults.add({ where: 'smtp', kind: 'hang', command: 'EHLO' });
    const socket = connect(own.servers.smtp.port, own.servers.smtp.host);
    await once(socket, 'data');
    socket.write('EHLO x\r\n');
    while (own.faults.pending().length > 0) await new Promise((resolve) => setImmediate(resolve));
    const closed = once(socket, 'close');
    await own.close();
    await closed;
  });

  it('SMTP says what it is told to say', async () => {
    const text = '451 4.7.0 Temporary server error. Please try again later. PRX4';
    await sandbox.act('add-fault', { where: 'smtp', kind: 'reply', command: 'EHLO', text });
    expect(await talk('smtp', 'EHLO x\r\nQUIT\r\n')).toMatch(/PRX4\r\n221 .*END$/s);
  });
});

describe('a certificate', () => {
  const kinds = [
    ['expired-certificate', 'CERT_HAS_EXPIRED'],
    ['wrong-name-certificate', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['self-signed-certificate', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ] as const;

  it.each(kinds)('of kind %s is shown by every listener while it is on', async (kind, code) => {
    sandbox.faults.add({ where: 'tls', kind });
    expect(await talk('imaps')).toMatch(code);
    expect(await talk('pops')).toMatch(code);
    const error = await fetchTls(`${sandbox.urls.entra}/common/discovery/instance`);
    expect(error).toBe(code);
    expect(await fetchTls(`${sandbox.urls.graph}/v1.0/me`)).toBe(code);
    expect(await startTls()).toBe(code);
    // The controls must be reached to take it back.
    expect(await fetchTls(`${sandbox.urls.control}/clock`)).toBe('200');
    sandbox.faults.clear();
    expect(await fetchTls(`${sandbox.urls.graph}/v1.0/me`)).toBe('401');
  });

  it('is shown as often as it was planned', async () => {
    sandbox.faults.add({ where: 'graph', kind: 'expired-certificate', times: 1 });
    expect(await fetchTls(`${sandbox.urls.entra}/common/discovery/instance`)).not.toBe('CERT_HAS_EXPIRED');
    expect(await fetchTls(`${sandbox.urls.graph}/v1.0/me`)).toBe('CERT_HAS_EXPIRED');
    expect(await fetchTls(`${sandbox.urls.graph}/v1.0/me`)).toBe('401');
  });

  /** The status, or the code of the error, of one request on a connection of its own. */
  async function fetchTls(url: string): Promise<string> {
    const { hostname, port, pathname } = new URL(url);
    const socket = connectTls({
      host: hostname,
      port: Number(port),
      servername: hostname,
      ca: sandbox.ca.pem,
    });
    let heard = '';
    let failed: string | undefined;
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      failed = error.code;
    });
    socket.end(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`);
    await new Promise((resolve) => socket.once('close', resolve));
    return failed ?? heard.slice(9, 12);
  }

  async function startTls(): Promise<string | undefined> {
    const { host, port } = sandbox.servers.smtp;
    const plain = connect(port, host);
    await once(plain, 'data');
    plain.write('STARTTLS\r\n');
    await once(plain, 'data');
    const secure = connectTls({ socket: plain, servername: 'localhost', ca: sandbox.ca.pem });
    const error = await new Promise<NodeJS.ErrnoException>((resolve) => secure.once('error', resolve));
    plain.destroy();
    return error.code;
  }
});

it('a wrong audience is acted out by the token endpoint', async () => {
  sandbox.faults.add({ where: 'token', kind: 'wrong-audience', grantType: 'refresh_token' });
  const { refreshToken } = sandbox.entra.mint({
    user: seed.contoso.anna.name,
    app: seed.apps.desktop.appId,
    scopes: 'https://outlook.office.com/SMTP.Send',
  });
  const answer = await fetch(`${sandbox.urls.entraHttp}/common/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: seed.apps.desktop.appId,
      refresh_token: refreshToken,
      scope: 'https://outlook.office.com/SMTP.Send',
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  expect(sandbox.judge.judge(token)).toMatchObject({ ok: true, audience: 'https://graph.microsoft.com' });
});
