// GET mailFolders and GET mailFolders/{id}.

import type { Hono } from 'hono';
import { requirePermission } from '../bearer.ts';
import type { GraphContext, GraphDesk, GraphEnv } from '../context.ts';
import { findFolder, findMailbox } from '../find.ts';
import { folderJson } from '../message-json.ts';

export const readPermissions = [
  'Mail.ReadBasic',
  'Mail.Read',
  'Mail.ReadWrite',
  'Mail.Read.Shared',
  'Mail.ReadWrite.Shared',
];

export function folderRoutes(app: Hono<GraphEnv>, desk: GraphDesk): void {
  const list = (c: GraphContext): Response => {
    requirePermission(c.get('token'), ...readPermissions);
    const mailbox = findMailbox(c, desk);
    const above = c.req.param('folder');
    const parent =
      above === undefined || above.toLowerCase() === 'msgfolderroot' ? undefined : findFolder(mailbox, above);
    const url = new URL(c.req.url);
    const top = Math.min(Math.max(Number(url.searchParams.get('$top') ?? 10) || 10, 1), 1000);
    const skip = Math.max(Number(url.searchParams.get('$skip') ?? 0) || 0, 0);
    const folders = mailbox.folders().filter((folder) => folder.parent === parent);
    const more = skip + top < folders.length;
    if (more) {
      url.searchParams.set('$top', String(top));
      url.searchParams.set('$skip', String(skip + top));
    }
    return c.json({
      '@odata.context': `${url.origin}/v1.0/$metadata#users('${mailbox.address}')/mailFolders`,
      value: folders.slice(skip, skip + top).map(folderJson),
      ...(more ? { '@odata.nextLink': url.href } : {}),
    });
  };
  const get = (c: GraphContext): Response => {
    requirePermission(c.get('token'), ...readPermissions);
    const mailbox = findMailbox(c, desk);
    const { origin } = new URL(c.req.url);
    return c.json({
      '@odata.context': `${origin}/v1.0/$metadata#users('${mailbox.address}')/mailFolders/$entity`,
      ...folderJson(findFolder(mailbox, c.req.param('folder') ?? '')),
    });
  };
  for (const base of ['/v1.0/me', '/v1.0/users/:user']) {
    app.get(`${base}/mailFolders`, list);
    app.get(`${base}/mailFolders/:folder`, get);
    app.get(`${base}/mailFolders/:folder/childFolders`, list);
  }
}
