// The sandbox's controls: one table of actions behind the TypeScript API, the REST API and scenarios.

import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actionTable } from '../../src/sandbox/control/actions.ts';
import { viewTable } from '../../src/sandbox/control/views.ts';
import { playScenario, readScenario, type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';

const anna = seed.contoso.anna.name;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

async function post(
  action: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${sandbox.urls.controlHttp}/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe('the REST API refuses', () => {
  it.each([
    ['an action that is not there', 'make-coffee', {}, 404, 'sandbox-action-unknown'],
    [
      'a user who is not there',
      'revoke-sessions',
      { user: 'nobody@contoso.example' },
      404,
      'sandbox-not-found',
    ],
    [
      'a field that the action does not take',
      'revoke-sessions',
      { user: anna, wait: 1 },
      400,
      'sandbox-input-invalid',
    ],
    ['an unknown value of a switch', 'set-switches', { blockedError: 'no' }, 400, 'sandbox-input-invalid'],
    ['a duration without a unit', 'advance-clock', { by: '91' }, 400, 'sandbox-input-invalid'],
    ['a name twice', 'add-user', { user: anna, password: 'x' }, 409, 'sandbox-exists-already'],
    ['half a JSON', 'advance-clock', '{"by":', 400, 'sandbox-input-invalid'],
    ['a name of the prototype', 'constructor', {}, 404, 'sandbox-action-unknown'],
  ])('%s', async (_, action, input, status, code) => {
    const answer = await post(action, input);
    expect(answer).toMatchObject({ status, body: { error: { code } } });
  });

  it('a form of another site, which has no JSON to send', async () => {
    const answer = await post('advance-clock', '{"by":"1d"}', { 'content-type': 'text/plain' });
    expect(answer.status).toBe(400);
  });

  it('a page of another site', async () => {
    expect((await post('advance-clock', { by: '1d' }, { origin: 'https://elsewhere.example' })).status).toBe(
      403,
    );
    expect((await post('advance-clock', { by: '1d' }, { origin: 'null' })).status).toBe(403);
  });

  it('a name that somebody else has pointed here', async () => {
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const { hostname, port, pathname } = new URL(`${sandbox.urls.controlHttp}/users`);
      request({ hostname, port, path: pathname, headers: { host: 'rebound.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .once('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  it('and changes nothing', async () => {
    const before = sandbox.clock.now();
    await post('advance-clock', { by: 'tomorrow' });
    expect(sandbox.clock.now() - before).toBeLessThan(60_000);
  });
});

describe('the REST API', () => {
  it('lists its views and actions', async () => {
    const index = (await (await fetch(sandbox.urls.controlHttp)).json()) as {
      views: { name: string }[];
      actions: { name: string }[];
    };
    expect(index.views.map(({ name }) => name)).toEqual(Object.keys(viewTable));
    expect(index.actions.map(({ name }) => name)).toEqual(Object.keys(actionTable));
  });

  it('adds a user who can be seen', async () => {
    const carla = 'carla@contoso.example';
    expect((await post('add-user', { user: carla, password: 'a-password-of-hers' })).status).toBe(200);
    const users = await (await fetch(`${sandbox.urls.controlHttp}/users`)).text();
    expect(users).toContain(carla);
  });

  it('shows no password, secret or token in any view', async () => {
    const { accessToken, refreshToken } = await sandbox.act('mint-token', { user: anna });
    const { contoso, apps } = seed;
    const secrets = [accessToken, refreshToken, contoso.anna.password, apps.web.secret, 'a-password-of-hers'];
    for (const name of Object.keys(viewTable)) {
      const view = await (await fetch(`${sandbox.urls.controlHttp}/${name}`)).text();
      for (const secret of secrets) expect(view, name).not.toContain(secret);
    }
    const tokens = (await (await fetch(`${sandbox.urls.controlHttp}/tokens`)).json()) as {
      claims: { aud: string };
    }[];
    expect(tokens[0]?.claims.aud).toBe('https://outlook.office.com');
  });

  it('shows long lists in parts, and finds in them', async () => {
    const look = async (query: string): Promise<{ total: string | null; names: string[] }> => {
      const response = await fetch(`${sandbox.urls.controlHttp}/users?${query}`);
      const users = (await response.json()) as { userPrincipalName: string }[];
      return {
        total: response.headers.get('x-total-count'),
        names: users.map(({ userPrincipalName }) => userPrincipalName),
      };
    };
    const all = await look('');
    expect(all.total).toBe(String(all.names.length));
    expect(await look('skip=1&top=2')).toEqual({ total: all.total, names: all.names.slice(1, 3) });
    expect(await look('search=ANNA@LAB')).toEqual({ total: '1', names: [seed.lab.anna.name] });
    expect((await fetch(`${sandbox.urls.controlHttp}/users?top=all`)).status).toBe(400);
  });

  it('plays a ready scenario, and no file', async () => {
    expect((await post('play-scenario', { name: '../package' })).body).toMatchObject({
      error: { code: 'sandbox-not-found' },
    });
    expect((await post('play-scenario', {})).status).toBe(400);
    expect((await post('play-scenario', { name: 'shared-mailbox' })).body).toMatchObject({
      result: { steps: 2 },
    });
    const yaml = 'title: x\nsteps:\n  - clear-faults: {}';
    expect((await post('play-scenario', { yaml })).status).toBe(200);
  });

  it('describes itself as OpenAPI, one path a view and an action', async () => {
    const document = (await (await fetch(`${sandbox.urls.controlHttp}/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { requestBody?: { content: object } }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toEqual(
      [...Object.keys(viewTable), ...Object.keys(actionTable)].map((name) => `/${name}`),
    );
    const { content } = document.paths['/set-mailbox']?.['post']?.requestBody ?? {};
    expect(content).toMatchObject({
      'application/json': {
        schema: {
          required: ['mailbox'],
          properties: { smtpAuthDisabled: { type: ['boolean', 'null'] }, imapEnabled: { type: 'boolean' } },
        },
      },
    });
  });

  it('tells what happens as it happens', async () => {
    const ending = new AbortController();
    const response = await fetch(`${sandbox.urls.controlHttp}/events`, { signal: ending.signal });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (what: RegExp): Promise<void> => {
      while (!what.test(heard)) heard += (await reader?.read())?.value ?? '';
    };
    await hear(/retry/);
    await post('deliver', { to: anna, subject: 'Lunch?' });
    await hear(/event: mail\ndata: .*"kind":"created"/);
    await post('mint-token', { user: anna });
    await hear(/event: tokens\ndata: .*"aud"/);
    await fetch(`${sandbox.urls.entraHttp}/common/oauth2/v2.0/token`, { method: 'POST' });
    await hear(/event: transcript\ndata: .*POST/);
    await hear(/event: requests\ndata: .*"endpoint":"token"/);
    ending.abort();
    await reader?.cancel().catch((error: unknown) => expect(error).toMatchObject({ name: 'AbortError' }));
  });

  it('is there over TLS too', () => {
    expect(sandbox.urls.control).toMatch(/^https:\/\/localhost:\d+\/_sandbox\/v1$/);
  });
});

describe.each(Object.entries(actionTable))('the example of %s', (name, entry) => {
  it('is taken by a sandbox that has just started', async () => {
    const fresh = await startSandbox();
    try {
      await expect(entry.perform(fresh, name, entry.example)).resolves.not.toThrow();
    } finally {
      await fresh.close();
    }
  });
});

describe('a scenario', () => {
  it.each([
    ['is not YAML', 'title: [', /not a scenario/],
    ['has no steps', 'title: x', /steps/],
    ['names an action that is not there', 'title: x\nsteps:\n  - make-coffee: {}', /make-coffee/],
    [
      'has two actions in a step',
      'title: x\nsteps:\n  - clear-faults:\n    advance-clock: { by: 1d }',
      /one action/,
    ],
  ])('is refused when it %s', (_, text, problem) => {
    expect(() => readScenario(text, 'test.yaml')).toThrow(problem);
  });

  it('says which step failed', async () => {
    const scenario = readScenario(
      'title: x\nsteps:\n  - clear-faults:\n  - revoke-sessions: { user: z }',
      'z.yaml',
    );
    await expect(playScenario(sandbox, scenario, 'z.yaml')).rejects.toMatchObject({
      code: 'sandbox-scenario-step',
      details: { step: 2 },
    });
  });

  it('is done step by step', async () => {
    const text = `title: A second factor
steps:
  - set-policies: { tenant: contoso.example, mfaForResources: [exchange] }
  - set-mailbox: { mailbox: ${anna}, imapEnabled: false }`;
    await playScenario(sandbox, readScenario(text, 'mfa.yaml'), 'mfa.yaml');
    expect(sandbox.directory.tenantByName('contoso.example')?.policies.mfaForResources).toHaveLength(1);
    expect(sandbox.directory.mailboxByAddress(anna)?.imapEnabled).toBe(false);
  });
});
