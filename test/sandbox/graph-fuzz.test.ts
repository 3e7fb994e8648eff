// Whatever is sent to Graph's face, its answer is one of Graph's: never a crash, never a status of 500.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { graphTalk, type Talk } from '../kit/graph-talk.ts';
import { anna, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

let world: World;
let ask: Talk;
let ids: string[];
beforeAll(async () => {
  world = await openWorld({ fetch: async () => new Response('no', { status: 500 }) });
  world.faces.quirks.graphRequestsMax = 0;
  ask = graphTalk(world);
  world.faces.mail.deliver(hello('One'), anna);
  const message = await ask('GET', '/me/messages');
  const draft = await ask('POST', '/me/messages', { body: { subject: 'x' } });
  ids = [String(message.value[0]?.['id']), String(draft.json['id'])];
});
afterAll(() => world.close());

const piece = fc.constantFrom(
  ..."me users mailFolders childFolders messages attachments delta $value $count $batch inbox msgfolderroot sendMail reply createReply createForward move copy send permanentDelete createUploadSession subscriptions reauthorize outlook masterCategories mailboxSettings translateExchangeIds %27 %00 %ZZ ( ) '' .. id0 id1".split(
    ' ',
  ),
);
const path = fc.array(fc.oneof({ weight: 6, arbitrary: piece }, fc.string({ maxLength: 8 })), {
  maxLength: 7,
});
const option = fc.tuple(
  fc.constantFrom(
    '$top',
    '$skip',
    '$select',
    '$filter',
    '$orderby',
    '$search',
    '$expand',
    '$count',
    '$skiptoken',
    '$deltatoken',
    'changeType',
    '$x',
  ),
  fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom(
      '5',
      '-1',
      'true',
      'subject',
      'subject desc',
      "contains(subject,'a')",
      'attachments($select=',
      '"a AND',
      '((',
      'WzFd',
      'W10',
      'WyJhIl0',
      'bnVsbA',
      'e30',
    ),
  ),
);
const body = fc.oneof(
  fc.json({ maxDepth: 4 }),
  fc.constantFrom(
    '',
    '{',
    '[]',
    'null',
    '{"message":null}',
    '{"requests":[{"id":"1","method":"GET","url":"//x"}]}',
    '{"destinationId":"inbox"}',
    '{"AttachmentItem":{}}',
    '{"displayName":"x"}',
    '{"toRecipients":[{}]}',
    '{"attachments":[{"@odata.type":5}]}',
    '{"inputIds":["x"],"sourceIdType":"restId","targetIdType":"restId"}',
  ),
);

it('answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'DELETE'),
      path,
      fc.array(option, { maxLength: 3 }),
      body,
      async (method, segments, options, text) => {
        const where = segments.map((one) =>
          one.replace(/^id([01])$/, (_, index: string) => ids[Number(index)] ?? ''),
        );
        const query = new URLSearchParams(options).toString();
        const whole = `https://graph.localhost/v1.0/${where.join('/')}?${query}`;
        if (!URL.canParse(whole)) return;
        const reply = await ask(method, whole, {
          headers: { 'content-type': 'application/json' },
          ...(method === 'GET' ? {} : { body: text }),
        });
        expect([200, 201, 202, 204, 400, 403, 404, 405, 409, 410, 412, 413, 416, 501], whole).toContain(
          reply.status,
        );
        if (reply.status >= 400) expect(reply.json['error'], whole).toBeDefined();
      },
    ),
    { numRuns: 1500 },
  );
}, 60_000);

it('is still there', async () => {
  expect((await ask('GET', '/me')).status).toBe(200);
});
