// Who the user is, according to the userinfo endpoint (OpenID Connect Core 5.3).

import type { Secret } from '../../base/secret.ts';
import { fail } from '../../errors/error.ts';
import type { ServerDocuments } from '../keys.ts';
import { oauthErrorOfBody } from '../oauth-error.ts';
import type { App, Exchange, Profile } from '../provider.ts';
import { callServer, hostOf, jsonObject, oidcVoice } from '../server-answer.ts';
import { discover, endpoint } from './discovery.ts';

/** @throws `profile-refused`, and what any exchange with the server throws */
export async function profile(
  documents: ServerDocuments,
  app: App,
  accessToken: Secret,
  exchange: Exchange,
): Promise<Profile> {
  const url = endpoint(await discover(documents, app, exchange), 'userinfo_endpoint');
  const answer = await callServer(exchange, oidcVoice, url, (send, signal) =>
    send(url, {
      headers: { accept: 'application/json', authorization: `Bearer ${accessToken.reveal()}` },
      redirect: 'manual',
      signal,
    }),
  );
  const server = hostOf(url);
  if (answer.status !== 200) {
    const told = oauthErrorOfBody(answer.body);
    const { status } = answer;
    throw fail('profile-refused', {
      server,
      status,
      vendor: told?.error || `status ${status}`,
      said: told?.said || 'nothing more',
    });
  }
  const body = jsonObject(answer, oidcVoice);
  const text = (name: string): string | undefined => {
    const value = body[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const id = text('sub');
  if (!id) throw fail(oidcVoice.odd, { server, field: 'sub', expected: 'a string', got: 'missing' });
  return {
    id,
    displayName: text('name'),
    mail: text('email'),
    username: text('preferred_username') ?? text('email'),
  };
}
