// Microsoft's own client looks at what the door by Graph has done: the same mailbox, another reader.

import { Client, type Context, type Middleware } from '@microsoft/microsoft-graph-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openGraphDoor } from '../../src/mailbox/doors/graph.ts';
import { fakeClock } from '../kit/fake-clock.ts';
import { allMail } from '../kit/graph-talk.ts';
import { graphWorld } from '../kit/graph-world.ts';
import { anna, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

const clock = fakeClock();
let sandbox: World;
let client: Client;

beforeAll(async () => {
  sandbox = await openWorld({ clock });
  const token = sandbox.token(anna, 'graph', allMail);
  const middleware: Middleware = {
    async execute(context: Context) {
      const url = typeof context.request === 'string' ? context.request : context.request.url;
      const headers = new Headers(context.options?.headers);
      headers.set('authorization', `Bearer ${token}`);
      headers.set('prefer', 'IdType="ImmutableId"');
      context.response = await sandbox.faces.graph.request(url, {
        method: context.options?.method ?? 'GET',
        headers,
      });
    },
  };
  client = Client.initWithMiddleware({ middleware, baseUrl: 'https://graph.localhost/' });
});
afterAll(() => sandbox.close());

it('sees the folder that was made, the message that was moved and flagged, and the copy', async () => {
  sandbox.faces.mail.deliver(hello('For the SDK'), anna);
  const door = openGraphDoor(graphWorld(sandbox, { clock }).world);
  const inbox = (await door.folders()).find(({ use }) => use === 'inbox');
  const made = await door.createFolder?.(inbox, 'Seen by the SDK');
  if (!inbox || !made) throw new Error('the folders are there');
  const [message] = await door.find(inbox, { messageId: '<FortheSDK@contoso.com>' });
  if (!message) throw new Error('the message is there');
  await door.flag?.([message.locator], { seen: true, flagged: true });
  await door.move?.([message.locator], made);
  await door.copy?.([message.locator], inbox);

  const names = (await client.api('/me/mailFolders/inbox/childFolders').get()) as { value: unknown[] };
  expect(names.value).toMatchObject([{ id: made.handle, displayName: 'Seen by the SDK', totalItemCount: 1 }]);
  const id = message.locator.by === 'graph' ? message.locator.id : '';
  const moved = (await client.api(`/me/messages/${id}`).get()) as unknown;
  expect(moved).toMatchObject({ parentFolderId: made.handle, isRead: true, flag: { flagStatus: 'flagged' } });
  const copies = (await client.api('/me/mailFolders/inbox/messages').get()) as { value: unknown[] };
  expect(copies.value).toMatchObject([
    { subject: 'For the SDK', internetMessageId: '<FortheSDK@contoso.com>' },
  ]);

  await door.remove?.([message.locator]);
  await expect(client.api(`/me/messages/${id}`).get()).rejects.toMatchObject({ statusCode: 404 });
  await door.close();
});
