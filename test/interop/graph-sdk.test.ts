// Microsoft's own Graph client against the sandbox: requests, pages, uploads, batches and retries as it makes them.

import { webcrypto } from 'node:crypto';
import {
  AuthenticationHandler,
  BatchRequestContent,
  BatchResponseContent,
  Client,
  type Context,
  FileUpload,
  GraphError,
  LargeFileUploadTask,
  type Middleware,
  PageIterator,
  RetryHandler,
  RetryHandlerOptions,
} from '@microsoft/microsoft-graph-client';
import type { Attachment, MailFolder, Message, Subscription, User } from '@microsoft/microsoft-graph-types';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { selfSigned } from '../../src/net/certificate.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';

const { anna, ben } = seed.contoso;
let sandbox: Sandbox;
let client: Client;
let statuses: number[];
beforeEach(async () => {
  sandbox = await startSandbox();
  statuses = [];
  client = await clientOf(['User.Read', 'Mail.ReadWrite', 'Mail.Send']);
});
afterEach(() => sandbox.close());

async function clientOf(scopes: string[], user: string = anna.name): Promise<Client> {
  const { accessToken } = sandbox.entra.mint({
    user,
    app: seed.apps.desktop.appId,
    scopes: scopes.map((scope) => `https://graph.microsoft.com/${scope}`),
  });
  const send = await createFetch({ caPem: sandbox.ca.pem });
  /** The last of the chain: a fetch that trusts the sandbox's authority. */
  const http: Middleware = {
    async execute(context: Context) {
      context.response = await send(context.request as string, context.options);
      statuses.push(context.response.status);
    },
  };
  const auth = new AuthenticationHandler({ getAccessToken: async () => accessToken });
  const retry = new RetryHandler(new RetryHandlerOptions(1, 3));
  auth.setNext(retry);
  retry.setNext(http);
  const { hostname } = new URL(sandbox.urls.graph);
  return Client.initWithMiddleware({
    middleware: auth,
    baseUrl: sandbox.urls.graph,
    customHosts: new Set([hostname]),
  });
}

const people = (address: string) => [{ emailAddress: { address } }];
const refusal = (
  promise: Promise<unknown>,
): Promise<{ statusCode: number; code: string | null; message: string }> =>
  promise.then(
    () => {
      throw new Error('was not refused');
    },
    (error: unknown) => {
      if (error instanceof GraphError)
        return { statusCode: error.statusCode, code: error.code, message: error.message };
      throw error;
    },
  );

it('is refused in words that it understands', async () => {
  const weak = await clientOf(['User.Read'], ben.name);
  expect(await refusal(weak.api('/me/messages').get())).toMatchObject({
    statusCode: 403,
    code: 'ErrorAccessDenied',
  });
  expect(await refusal(client.api('/me/messages/none').get())).toMatchObject({
    statusCode: 400,
    code: 'ErrorInvalidIdMalformed',
  });
  expect(await refusal(client.api('/me/events').get())).toMatchObject({
    statusCode: 501,
    code: 'NotImplemented',
  });
});

it('reads who is there, and sends', async () => {
  const me = (await client.api('/me').get()) as User;
  expect(me).toMatchObject({ userPrincipalName: anna.name, mail: anna.name });
  await client.api('/me/sendMail').post({
    message: {
      subject: 'Hello',
      body: { contentType: 'Text', content: 'from the SDK' },
      toRecipients: people(ben.name),
    },
  });
  expect(sandbox.mail.list(ben.name).map((item) => item.content.mime.type)).toEqual(['text']);
  const sent = (await client.api("/me/mailFolders('sentitems')/messages").select('subject').get()) as {
    value: Message[];
  };
  expect(sent.value.map(({ subject }) => subject)).toEqual(['Hello']);
});

it('walks through pages', async () => {
  for (let number = 1; number <= 57; number += 1) {
    sandbox.mail.deliver(`From: ${ben.name}\r\nSubject: No ${number}\r\n\r\n.`, anna.name);
  }
  const first = (await client
    .api('/me/mailFolders/inbox/messages')
    .select(['id', 'subject'])
    .top(10)
    .orderby('receivedDateTime desc')
    .header('Prefer', 'IdType="ImmutableId"')
    .get()) as { value: Message[] };
  const seen = new Set<string>();
  const iterator = new PageIterator(client, first, (message: Message) =>
    Boolean(seen.add(message.subject ?? '')),
  );
  await iterator.iterate();
  expect(seen.size).toBe(57);
  const found = (await client
    .api('/me/messages')
    .filter("subject eq 'No 12' and isRead eq false")
    .count(true)
    .get()) as { '@odata.count': number };
  expect(found['@odata.count']).toBe(1);
});

it('follows a delta to its end and from there', async () => {
  for (const subject of ['one', 'two', 'three']) {
    sandbox.mail.deliver(`From: ${ben.name}\r\nSubject: ${subject}\r\n\r\n.`, anna.name);
  }
  const first = (await client
    .api('/me/mailFolders/inbox/messages/delta')
    .header('Prefer', 'odata.maxpagesize=2')
    .get()) as { value: Message[] };
  const seen: Message[] = [];
  const iterator = new PageIterator(client, first, (message: Message) => Boolean(seen.push(message)));
  await iterator.iterate();
  expect(seen).toHaveLength(3);
  await client.api(`/me/messages/${seen[0]?.id ?? ''}`).update({ isRead: true });
  const link = iterator.getDeltaLink() ?? '';
  expect(((await client.api(link).get()) as { value: Message[] }).value).toMatchObject([
    { id: seen[0]?.id, isRead: true },
  ]);
});

it('uploads a large attachment', async () => {
  const draft = (await client
    .api('/me/messages')
    .post({ subject: 'Large', toRecipients: people(ben.name) })) as Message;
  const content = new Uint8Array(Buffer.alloc(5_300_000, 'abc'));
  const session = await LargeFileUploadTask.createUploadSession(
    client,
    `/me/messages/${draft.id ?? ''}/attachments/createUploadSession`,
    { AttachmentItem: { attachmentType: 'file', name: 'large.bin', size: content.length } },
  );
  const file = new FileUpload(content, 'large.bin', content.length);
  const task = new LargeFileUploadTask(client, file, session, { rangeSize: 1_048_576 });
  const result = await task.upload();
  expect(result.location).toContain('/attachments(');
  const list = (await client
    .api(`/me/messages/${draft.id ?? ''}/attachments`)
    .select('name,size')
    .get()) as { value: Attachment[] };
  expect(list.value).toMatchObject([{ name: 'large.bin', size: content.length }]);
  await client.api(`/me/messages/${draft.id ?? ''}/send`).post({});
  expect(sandbox.mail.list(ben.name)[0]?.content.size).toBeGreaterThan(5_300_000);
});

it('puts requests into a batch, one after the other where it says so', async () => {
  const url = (path: string): string => `${sandbox.urls.graph}/v1.0${path}`;
  const content = new BatchRequestContent([
    {
      id: '1',
      request: new Request(url('/me/mailFolders'), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ displayName: 'Batch' }),
      }),
    },
    { id: '2', request: new Request(url('/me/mailFolders'), { method: 'GET' }), dependsOn: ['1'] },
  ]);
  const made = await content.getContent();
  // The class keeps the path behind the host, version included; the service wants it behind the version.
  for (const one of made.requests ?? [])
    if (one.url !== undefined) one.url = one.url.replace(/^.*\/v1\.0/, '');
  const answers = new BatchResponseContent(
    (await client.api('/$batch').post(made)) as ConstructorParameters<typeof BatchResponseContent>[0],
  );
  expect(answers.getResponseById('1').status).toBe(201);
  const folders = (await answers.getResponseById('2').json()) as { value: MailFolder[] };
  expect(folders.value.map(({ displayName }) => displayName)).toContain('Batch');
});

it('waits and comes again when there are too many of its requests', async () => {
  sandbox.quirks.graphServiceMs = 500;
  const replies = await Promise.all(Array.from({ length: 8 }, () => client.api('/me/messages').top(1).get()));
  expect(replies).toHaveLength(8);
  expect(statuses).toContain(429);
});

it('lifecycle events are sent by an action, and rich ones are signed by the published keys', async () => {
  const heard: Array<{ url: string; body: string }> = [];
  await sandbox.close();
  sandbox = await startSandbox({
    fetch: async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      const token = new URL(url).searchParams.get('validationToken');
      if (token === null) heard.push({ url, body: typeof init?.body === 'string' ? init.body : '' });
      return new Response(token);
    },
  });
  client = await clientOf(['Mail.Read']);
  const keys = await webcrypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  );
  const { der } = await selfSigned({ name: 'subscriber', keys, nowMs: sandbox.clock.now() });
  const made = (await client.api('/subscriptions').post({
    changeType: 'created',
    notificationUrl: 'https://app.contoso.example/notify',
    lifecycleNotificationUrl: 'https://app.contoso.example/life',
    resource: "me/mailFolders('inbox')/messages?$select=subject",
    expirationDateTime: new Date(sandbox.clock.now() + 3_600_000).toISOString(),
    includeResourceData: true,
    encryptionCertificate: der.toString('base64'),
    encryptionCertificateId: 'one',
  })) as Subscription;
  const told = await sandbox.act('send-lifecycle-event', {
    mailbox: anna.name,
    event: 'reauthorizationRequired',
  });
  expect(told).toEqual({ told: [made.id] });
  sandbox.mail.deliver(`From: ${ben.name}\r\nSubject: news\r\n\r\n.`, anna.name);
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard.map(({ url }) => new URL(url).pathname)).toEqual(['/life', '/notify']);
  const [, { body } = { body: '{}' }] = heard;
  const { validationTokens } = JSON.parse(body) as { validationTokens: string[] };
  const metadata = await createFetch({ caPem: sandbox.ca.pem });
  const jwks = (await (
    await metadata(`${sandbox.urls.entra}/common/discovery/v2.0/keys`)
  ).json()) as JSONWebKeySet;
  const { payload } = await jwtVerify(validationTokens[0] ?? '', createLocalJWKSet(jwks), {
    issuer: `https://sts.windows.net/${seed.contoso.tenantId}/`,
    audience: seed.apps.desktop.appId,
    currentDate: new Date(sandbox.clock.now()),
  });
  expect(payload['appid']).toBe('0bf30f3b-4a52-48df-9a82-234910c4a086');
});
