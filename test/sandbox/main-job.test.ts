// The main job over the sandbox's own pages and token endpoint: one consent, a token per resource.

import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

const outlook = 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send';
const graph = 'https://graph.microsoft.com/User.Read https://graph.microsoft.com/Mail.ReadWrite';

describe('one consent', () => {
  it('yields a token for each resource', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const authorize = new URL(`${sandbox.urls.entraHttp}/organizations/oauth2/v2.0/authorize`);
    authorize.search = new URLSearchParams({
      client_id: seed.apps.desktop.appId,
      response_type: 'code',
      redirect_uri: 'http://localhost:4321/',
      scope: `openid profile offline_access ${outlook} ${graph}`,
      state: 'state-1',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    }).toString();
    const { anna } = seed.contoso;
    const back = await sandbox.visitor.visit(authorize, { user: anna.name, password: anna.password });
    expect(back.searchParams.get('state')).toBe('state-1');
    const post = async (fields: Record<string, string>): Promise<Record<string, string>> => {
      const answer = await fetch(`${sandbox.urls.entraHttp}/organizations/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams({ client_id: seed.apps.desktop.appId, ...fields }),
      });
      return (await answer.json()) as Record<string, string>;
    };
    const first = await post({
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: 'http://localhost:4321/',
      code_verifier: verifier,
      scope: `openid profile offline_access ${outlook}`,
    });
    expect(first).toMatchObject({ token_type: 'Bearer', scope: outlook, expires_in: 3599 });
    const second = await post({
      grant_type: 'refresh_token',
      refresh_token: first['refresh_token'] ?? '',
      scope: `offline_access ${graph}`,
    });
    expect(second['scope']).toContain('Mail.ReadWrite');
    expect(sandbox.judge.judge(first['access_token'] ?? '')).toMatchObject({
      ok: true,
      audience: 'https://outlook.office.com',
      permissions: expect.arrayContaining(['IMAP.AccessAsUser.All']) as string[],
    });
    const me = await fetch(`${sandbox.urls.graphHttp}/v1.0/me`, {
      headers: { authorization: `Bearer ${second['access_token']}` },
    });
    expect(await me.json()).toMatchObject({ userPrincipalName: anna.name });
  });
});
