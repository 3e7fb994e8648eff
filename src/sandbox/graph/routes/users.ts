// People: /me, /users, /users/{id} and the OIDC userinfo endpoint.

import type { Hono } from 'hono';
import type { User } from '../../model.ts';
import { consumersTenantId } from '../../model.ts';
import { findTarget, requirePermission } from '../access.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { GraphError } from '../error.ts';
import { selected } from '../messages/message-json.ts';
import { linkWith, readOptions, type TypeShape } from '../odata/options.ts';
import { compareValues } from '../odata/order.ts';
import { columns } from '../shown.ts';

const properties = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];
/** Shown when asked for. */
const further = ['accountEnabled', 'mailNickname', 'proxyAddresses', 'userType'];
const shape: TypeShape = { name: 'user', properties: [...properties, ...further], expandable: [] };
const ofOneself = ['User.Read', 'User.ReadWrite'];
const ofAll = ['User.ReadBasic.All', 'User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All'];

export function userRoutes(app: Hono<GraphEnv>, desk: GraphDesk): void {
  const json = (
    user: User,
    options: { select: ReturnType<typeof readOptions>['select'] },
  ): Record<string, unknown> => {
    const all = userJson(desk, user);
    if (options.select) return selected(all, options.select);
    return Object.fromEntries(Object.entries(all).filter(([name]) => !further.includes(name)));
  };
  const answer = (c: GraphContext): Response => {
    const token = c.get('token');
    const asked = c.req.param('user');
    const { directory } = desk;
    if (asked === undefined) findTarget(desk, token, asked);
    const named = directory.users.get(asked ?? token.subjectId) ?? directory.userByName(asked ?? '');
    const user = named?.tenantId === token.tenantId ? named : undefined;
    const own = user?.id === token.subjectId;
    requirePermission(token, ...(own ? ofOneself : []), ...ofAll);
    if (!user) {
      throw new GraphError(
        404,
        'Request_ResourceNotFound',
        `Resource '${asked ?? ''}' does not exist or one of its queried reference-property objects are not present.`,
      );
    }
    const url = new URL(c.req.url);
    const options = readOptions(url, shape);
    return c.json({
      '@odata.context': `${url.origin}/v1.0/$metadata#users${columns(options)}/$entity`,
      ...json(user, options),
    });
  };
  const list = (c: GraphContext): Response => {
    const token = c.get('token');
    requirePermission(token, ...ofAll);
    const url = new URL(c.req.url);
    const options = readOptions(url, shape, 100);
    const all = [...desk.directory.users.values()]
      .filter(({ tenantId }) => tenantId === token.tenantId)
      .map((user) => ({ user, row: userJson(desk, user) }))
      .filter(({ row }) => options.filter?.matches((name) => row[name] ?? null) ?? true);
    const [order] = options.order;
    if (order) {
      const key = order.path[0] ?? '';
      all.sort((a, b) => compareValues(a.row[key], b.row[key]) * (order.descending ? -1 : 1));
    }
    const start = Number(options.skipToken?.[0] ?? 0) || 0;
    const end = start + Math.min(options.top, 999);
    return c.json({
      '@odata.context': `${url.origin}/v1.0/$metadata#users${columns(options)}`,
      ...(options.count ? { '@odata.count': all.length } : {}),
      value: all.slice(start, end).map(({ user }) => json(user, options)),
      ...(end < all.length ? { '@odata.nextLink': linkWith(url, '$skiptoken', [end]) } : {}),
    });
  };
  app.get('/v1.0/me', answer);
  app.get('/v1.0/users', list);
  app.get('/v1.0/users/:user', answer);

  const userinfo = (c: GraphContext): Response => {
    const token = c.get('token');
    requirePermission(token, 'openid', 'profile', 'email', 'User.Read', 'User.ReadWrite');
    const user = desk.directory.users.get(token.subjectId);
    if (!user) throw new GraphError(404, 'Request_ResourceNotFound', 'Resource does not exist.');
    return c.json({
      sub: user.id,
      name: user.displayName,
      family_name: user.surname,
      given_name: user.givenName,
      picture: 'https://graph.microsoft.com/v1.0/me/photo/$value',
      email: desk.directory.mailboxOfUser(user.id)?.address ?? user.userPrincipalName,
    });
  };
  app.get('/oidc/userinfo', userinfo);
  app.post('/oidc/userinfo', userinfo);
}

function userJson(desk: GraphDesk, user: User): Record<string, unknown> {
  const settings = desk.directory.mailboxOfUser(user.id);
  const hidesMail = user.tenantId === consumersTenantId && desk.quirks.graphPersonalMail === 'null';
  return {
    businessPhones: [],
    displayName: user.displayName,
    givenName: user.givenName,
    jobTitle: null,
    mail: hidesMail ? null : (settings?.address ?? null),
    mobilePhone: null,
    officeLocation: null,
    preferredLanguage: null,
    surname: user.surname,
    userPrincipalName: user.userPrincipalName,
    id: user.id,
    accountEnabled: !user.disabled,
    mailNickname: user.userPrincipalName.split('@')[0] ?? '',
    proxyAddresses: settings
      ? [`SMTP:${settings.address}`, ...settings.aliases.map((alias) => `smtp:${alias}`)]
      : [],
    userType: user.userPrincipalName.includes('#EXT#') ? 'Guest' : 'Member',
  };
}
