// GET /me, GET /users/{id} and the OIDC userinfo endpoint.

import type { Hono } from 'hono';
import { consumersTenantId, type User } from '../../model.ts';
import { readTarget, requirePermission } from '../bearer.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { GraphError } from '../error.ts';

export function meRoutes(app: Hono<GraphEnv>, desk: GraphDesk): void {
  const answer = (c: GraphContext): Response => {
    requirePermission(
      c.get('token'),
      'User.Read',
      'User.ReadWrite',
      'User.ReadBasic.All',
      'User.Read.All',
      'User.ReadWrite.All',
    );
    const { user, mailbox } = readTarget(c, desk);
    if (!user) throw new GraphError(404, 'Request_ResourceNotFound', 'Resource does not exist.');
    return c.json(userJson(user, mailbox?.address, new URL(c.req.url).origin));
  };
  app.get('/v1.0/me', answer);
  app.get('/v1.0/users/:user', answer);
  app.get('/oidc/userinfo', (c) => {
    requirePermission(c.get('token'), 'openid', 'profile', 'email', 'User.Read');
    const user = desk.directory.users.get(c.get('token').subjectId);
    if (!user) throw new GraphError(404, 'Request_ResourceNotFound', 'Resource does not exist.');
    return c.json({
      sub: user.id,
      name: user.displayName,
      family_name: user.surname,
      given_name: user.givenName,
      email: desk.directory.mailboxOfUser(user.id)?.address ?? user.userPrincipalName,
    });
  });
}

function userJson(user: User, address: string | undefined, origin: string): Record<string, unknown> {
  // The sandbox keeps the older behaviour for personal accounts: mail is null, userPrincipalName has the address.
  const mail = user.tenantId === consumersTenantId ? null : (address ?? null);
  return {
    '@odata.context': `${origin}/v1.0/$metadata#users/$entity`,
    businessPhones: [],
    displayName: user.displayName,
    givenName: user.givenName,
    jobTitle: null,
    mail,
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: user.surname,
    userPrincipalName: user.userPrincipalName,
    id: user.id,
  };
}
