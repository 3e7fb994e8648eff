// For tests of a mail program: a user of one's own, her sessions revoked, and what 91 days without use come to.
// Run it: npx tsx examples/sandbox.ts

import { strictEqual } from 'node:assert/strict';
import { type Sandbox, seed, startSandbox } from '../src/sandbox/index.ts';

const client = seed.apps.desktop.appId;
const scopes = 'https://outlook.office.com/IMAP.AccessAsUser.All';

/** What the program under test would do: renew, and look at the number of the refusal. */
async function renew({ urls }: Sandbox, refreshToken: string): Promise<number | 'renewed'> {
  const response = await fetch(`${urls.entraHttp}/organizations/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: client,
      refresh_token: refreshToken,
      scope: scopes,
    }),
  });
  const answer = (await response.json()) as { error_codes?: number[] };
  return answer.error_codes?.[0] ?? 'renewed';
}

// Two in one process: each has a clock, people and ports of its own.
const [sandbox, other] = await Promise.all([startSandbox(), startSandbox()]);
try {
  await sandbox.act('add-user', { user: 'carla@contoso.example', password: 'carla-sandbox-1' });
  const carla = sandbox.entra.mint({ user: 'carla@contoso.example', app: client, scopes });
  strictEqual(await renew(sandbox, carla.refreshToken), 'renewed');

  await sandbox.act('revoke-sessions', { user: 'carla@contoso.example' });
  strictEqual(await renew(sandbox, carla.refreshToken), 50173);
  console.log('her sessions were revoked: AADSTS50173');

  const anna = sandbox.entra.mint({ user: seed.contoso.anna.name, app: client, scopes });
  const elsewhere = other.entra.mint({ user: seed.contoso.anna.name, app: client, scopes });
  sandbox.clock.advance('91d');
  strictEqual(await renew(sandbox, anna.refreshToken), 700082);
  strictEqual(await renew(other, elsewhere.refreshToken), 'renewed');
  console.log('not used for 91 days: AADSTS700082; in the other sandbox no time has passed');
} finally {
  await Promise.all([sandbox.close(), other.close()]);
}
// Nothing is left open: the process ends by itself.
