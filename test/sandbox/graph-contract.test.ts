// Everything that Graph's face answers, held to Microsoft's own published types: no property that they do not have, none
// of another kind.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { fakeClock } from '../kit/fake-clock.ts';
import { allMail, graphTalk, type Talk } from '../kit/graph-talk.ts';
import { graphTypes } from '../kit/graph-types.ts';
import { anna, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

const types = graphTypes();
/** The service answers with it, and the types have forgotten it. */
const notInTypes = /^MailFolder(?:\.\w+\[\d+\])?\.sizeInBytes is not in MailFolder$/;

let world: World;
let ask: Talk;
let draft: string;
let subscription: string;
const bodies: string[] = [];
beforeAll(async () => {
  const clock = fakeClock();
  world = await openWorld({
    clock,
    fetch: async (input, init) => {
      const token = new URL(input instanceof Request ? input.url : input).searchParams.get('validationToken');
      if (token === null) bodies.push(typeof init?.body === 'string' ? init.body : '');
      return new Response(token);
    },
  });
  const talk = graphTalk(world);
  const token = world.token(anna, 'graph', [...allMail, 'User.Read.All']);
  ask = (method, path, more) => talk(method, path, { token, ...more });
  world.faces.mail.deliver(hello('Received'), anna);
  const made = await ask('POST', '/me/messages', {
    body: {
      subject: 'Draft',
      importance: 'low',
      toRecipients: [{ emailAddress: { name: 'B', address: 'b@contoso.com' } }],
      attachments: [
        { '@odata.type': '#microsoft.graph.fileAttachment', name: 'a.txt', contentBytes: 'YQ==' },
        { '@odata.type': '#microsoft.graph.itemAttachment', name: 'inner', item: { subject: 'Inner' } },
      ],
    },
  });
  draft = `/me/messages/${String(made.json['id'])}`;
  const subscribed = await ask('POST', '/subscriptions', {
    body: {
      changeType: 'created,updated,deleted',
      notificationUrl: 'https://app.contoso.example/n',
      lifecycleNotificationUrl: 'https://app.contoso.example/l',
      resource: 'me/messages',
      expirationDateTime: new Date(clock.now() + 3_600_000).toISOString(),
      clientState: 'mine',
    },
  });
  subscription = `/subscriptions/${String(subscribed.json['id'])}`;
});
afterAll(() => world.close());

it.each([
  ['GET', '/me', 'User'],
  ['GET', `/users/${anna}?$select=id,accountEnabled,proxyAddresses,userType`, 'User'],
  ['GET', '/users?$top=2', 'User[]'],
  ['GET', '/me/mailFolders?includeHiddenFolders=true&$expand=childFolders&$top=50', 'MailFolder[]'],
  ['GET', '/me/mailFolders/msgfolderroot', 'MailFolder'],
  ['GET', '/me/mailFolders/delta', 'MailFolder[]'],
  ['GET', '/me/messages?$expand=attachments', 'Message[]'],
  ['GET', '/me/messages?$select=internetMessageHeaders,uniqueBody,body/content', 'Message[]'],
  ['GET', '/me/mailFolders/inbox/messages/delta', 'Message[]'],
  ['GET', 'draft', 'Message'],
  ['GET', 'draft/attachments', 'Attachment[]'],
  ['POST', 'draft/createForward', 'Message'],
  [
    'POST',
    'draft/attachments/createUploadSession',
    'UploadSession',
    { AttachmentItem: { attachmentType: 'file', name: 'x', size: 5 } },
  ],
  ['POST', 'draft/copy', 'Message', { destinationId: 'archive' }],
  ['POST', '/me/mailFolders', 'MailFolder', { displayName: 'New' }],
  ['GET', '/me/outlook/masterCategories', 'OutlookCategory[]'],
  ['GET', '/me/mailboxSettings', 'MailboxSettings'],
  ['GET', '/subscriptions', 'Subscription[]'],
  ['GET', 'subscription', 'Subscription'],
] as const)('%s %s answers with %s', async (method, path, type, body?: object) => {
  const reply = await ask(
    method,
    path.replace(/^draft/, draft).replace(/^subscription$/, subscription),
    body ? { body } : method === 'POST' ? { body: {} } : {},
  );
  expect(reply.status, reply.text).toBeLessThan(300);
  const values = type.endsWith('[]') ? reply.value : [reply.json];
  expect(values.length).toBeGreaterThan(0);
  const problems = values.flatMap((value) => types.problems(value, type.replace('[]', '')));
  expect(problems.filter((problem) => !notInTypes.test(problem))).toEqual([]);
});

it('expanded attachments are of their own types', async () => {
  const { json } = await ask('GET', `${draft}?$expand=attachments`);
  const [file, item] = json['attachments'] as object[];
  expect([types.problems(file, 'Attachment'), types.problems(item, 'Attachment')]).toEqual([[], []]);
  expect(
    types.problems({ ...file, '@odata.type': '#microsoft.graph.itemAttachment' }, 'Attachment'),
  ).toContain('Attachment.contentBytes is not in ItemAttachment');
});

it('a message has every property that the type has, but for what is said to be missing', async () => {
  const whole = await ask('GET', `${draft}?$select=*&$expand=attachments`);
  const asked = await ask('GET', `${draft}?$select=internetMessageHeaders,uniqueBody`);
  const shown = new Set([...Object.keys(whole.json), ...Object.keys(asked.json)]);
  expect(types.properties('Message').filter((name) => !shown.has(name))).toEqual([
    'extensions',
    'multiValueExtendedProperties',
    'singleValueExtendedProperties',
  ]);
});

it('notifications, with their client state, are of their types', async () => {
  bodies.length = 0;
  world.faces.mail.deliver(hello('News'), anna);
  for (const one of world.faces.subscriptions.all()) world.faces.subscriptions.provoke(one, 'missed');
  await new Promise((resolve) => setImmediate(resolve));
  const sent = bodies.flatMap((body) => (JSON.parse(body) as { value: object[] }).value);
  expect(sent).toHaveLength(2);
  for (const one of sent) {
    const problems = types.problems(one, 'ChangeNotification');
    expect(
      problems.filter((problem) => problem !== 'ChangeNotification.resourceData.id is not in ResourceData'),
    ).toEqual([]);
  }
});
