// Graph's mail as programs use it: lists, drafts, answers, attachments, folders, deltas, and what the other faces see.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeClock, fakeClock } from '../kit/fake-clock.ts';
import { graphTalk, type Reply, type Talk } from '../kit/graph-talk.ts';
import { anna, ben, hello, openWorld, type World } from '../kit/sandbox-faces.ts';

let world: World;
let clock: FakeClock;
let ask: Talk;
beforeEach(async () => {
  clock = fakeClock();
  world = await openWorld({ clock });
  ask = graphTalk(world);
});
afterEach(() => world.close());

const subjects = (reply: Reply): unknown[] => reply.value.map(({ subject }) => subject);
const encode = encodeURIComponent;

function letter(
  subject: string,
  changes: { from?: string; to?: string; body?: string; fields?: string[] } = {},
): string {
  const { from = `Ben Ito <${ben}>`, to = anna, body = 'a text', fields = [] } = changes;
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Mon, 02 Nov 2026 09:00:00 +0000',
    `Message-ID: <${subject.replace(/\W/g, '')}@contoso.com>`,
    ...fields,
    '',
    body,
    '',
  ].join('\r\n');
}

function deliver(raw: string, receivedMs?: number): void {
  world.faces.mail.deliver(raw, anna, receivedMs === undefined ? {} : { receivedMs });
}

describe('extended properties', () => {
  const verb = "singleValueExtendedProperties($filter=id eq 'Integer 0x1081')";
  const both =
    "singleValueExtendedProperties($filter=id eq 'Integer 0x0E08' or id eq 'Integer 0x1081' or id eq 'String 0x1A')";

  it.each([
    ['singleValueExtendedProperties', 'ErrorInvalidExtendedPropertyFilter'],
    ["singleValueExtendedProperties($filter=id ne 'Integer 0x1081')", 'ErrorInvalidExtendedPropertyFilter'],
    ["singleValueExtendedProperties($filter=id eq 'nonsense')", 'ErrorInvalidPropertyId'],
  ])('are refused as %s', async (expand, code) => {
    const reply = await ask('GET', `/me/messages?$expand=${encode(expand)}`);
    expect([reply.status, (reply.json['error'] as { code: string }).code]).toEqual([400, code]);
  });

  it('are not written where the sandbox does not keep them', async () => {
    deliver(letter('kept'));
    const [{ id } = {}] = (await ask('GET', '/me/messages')).value;
    const property = { id: 'String 0x001A', value: 'IPM.Note' };
    const reply = await ask('PATCH', `/me/messages/${String(id)}`, {
      body: { singleValueExtendedProperties: [property] },
    });
    expect(reply.status).toBe(501);
  });

  it('tell the size, and what was done last, which is answered to IMAP', async () => {
    deliver(letter('kept'));
    const [first] = (await ask('GET', `/me/messages?$select=id&$expand=${encode(both)}`)).value;
    const size = { id: 'Integer 0xe08', value: expect.stringMatching(/^\d{3}$/) };
    expect(first?.['singleValueExtendedProperties']).toEqual([size]);
    const path = `/me/messages/${String(first?.['id'])}`;
    const told = async (): Promise<unknown> => {
      const { json } = await ask('GET', `${path}?$expand=${encode(verb)}`);
      const [item] = world.faces.mail.list(anna);
      return [json['singleValueExtendedProperties'], item?.flags.has('\\Answered')];
    };
    const last = (value: string) => [{ id: 'Integer 0x1081', value }];
    expect(await told()).toEqual([undefined, false]);
    for (const [way, value, answered] of [
      ['replyAll', '103', true],
      ['forward', '104', false],
      ['reply', '102', true],
    ] as const) {
      const to = { toRecipients: [{ emailAddress: { address: ben } }] };
      expect((await ask('POST', `${path}/${way}`, { body: { comment: 'so', ...to } })).status).toBe(202);
      expect(await told()).toEqual([last(value), answered]);
    }
    await ask('PATCH', path, { body: { singleValueExtendedProperties: last('104'), isRead: true } });
    expect(await told()).toEqual([last('104'), false]);
    await ask('PATCH', path, { body: { singleValueExtendedProperties: last('0'), isRead: true } });
    expect(await told()).toEqual([undefined, false]);
  });
});

describe('a list of messages', () => {
  const at = (day: number): number => Date.UTC(2026, 9, day, 12);

  it.each([
    ["subject eq 'Budget 2'", ['Budget 2']],
    ["contains(subject,'budget')", ['Budget 2', 'Budget 1']],
    ["startswith(subject,'Budget') and isRead eq false", ['Budget 2', 'Budget 1']],
    ["not startswith(subject,'Budget')", ["O'Neill's party"]],
    ["subject eq 'O''Neill''s party'", ["O'Neill's party"]],
    [`from/emailAddress/address eq '${ben.toUpperCase()}'`, ['Budget 2', 'Budget 1']],
    [
      "toRecipients/any(r:r/emailAddress/address eq 'anna@contoso.com')",
      ["O'Neill's party", 'Budget 2', 'Budget 1'],
    ],
    ["categories/any(c:c eq 'Blue')", []],
    ["(subject eq 'Budget 1' or subject eq 'Budget 2') and receivedDateTime ge 2026-10-02", ['Budget 2']],
    ['receivedDateTime lt 2026-10-01T13:00:00+01:00', []],
    [
      "flag/flagStatus eq 'notFlagged' and hasAttachments eq false",
      ["O'Neill's party", 'Budget 2', 'Budget 1'],
    ],
    ["internetMessageId eq '<Budget1@contoso.com>'", ['Budget 1']],
    ["importance in ('high','low')", ["O'Neill's party"]],
    ["sender/emailAddress/name ne null and endswith(subject,'party')", ["O'Neill's party"]],
  ])('is filtered by %s', async (filter, expected) => {
    deliver(letter('Budget 1'), at(1));
    deliver(letter('Budget 2'), at(2));
    deliver(
      letter("O'Neill's party", { from: '"Cara" <cara@elsewhere.example>', fields: ['Importance: high'] }),
      at(3),
    );
    const reply = await ask('GET', `/me/messages?$filter=${encode(filter)}&$select=subject`);
    expect(subjects(reply)).toEqual(expected);
  });

  it.each([
    ['"from:cara"', ['Rent']],
    ['"subject:budget"', ['Budget two', 'Budget one']],
    ['"subject:\\"budget one\\""', ['Budget one']],
    ['"quick fox"', ['Rent']],
    ['"hasAttachments:true"', []],
    ['"to:anna AND NOT subject:budget"', ['Rent']],
    ['"(subject:rent OR subject:one) received>=2026-10-02"', ['Rent']],
    ['budget', ['Budget two', 'Budget one']],
  ])('is searched for %s', async (search, expected) => {
    deliver(letter('Budget one'), at(1));
    deliver(letter('Budget two'), at(2));
    deliver(letter('Rent', { from: '"Cara" <cara@elsewhere.example>', body: 'a quick brown fox' }), at(3));
    const reply = await ask('GET', `/me/messages?$search=${encode(search)}`);
    expect(subjects(reply)).toEqual(expected);
  });

  it('is paged without gaps or doubles while mail arrives and goes', async () => {
    for (let number = 1; number <= 25; number += 1) deliver(letter(`No ${number}`), at(1) + number * 1000);
    const seen: unknown[] = [];
    let page = await ask('GET', '/me/mailFolders/inbox/messages?$top=10&$select=subject&$count=true');
    expect(page.json['@odata.count']).toBe(25);
    for (;;) {
      seen.push(...subjects(page));
      deliver(letter('news'), at(9));
      const next = page.json['@odata.nextLink'];
      if (typeof next !== 'string') break;
      expect(next).toContain('$skiptoken=');
      page = await ask('GET', next);
    }
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `No ${25 - index}`));
  });

  it('is sorted by any property, and paged in that order', async () => {
    for (const subject of ['pear', 'Apple', 'fig']) deliver(letter(subject));
    const first = await ask('GET', '/me/messages?$orderby=subject&$top=2&$select=subject');
    const second = await ask('GET', String(first.json['@odata.nextLink']));
    expect([...subjects(first), ...subjects(second)]).toEqual(['Apple', 'fig', 'pear']);
  });

  it('has only what is selected, and what is asked for in addition', async () => {
    deliver(letter('One'));
    const [plain] = (await ask('GET', '/me/messages')).value;
    expect(Object.keys(plain ?? {})).not.toContain('internetMessageHeaders');
    const [chosen] = (
      await ask('GET', '/me/messages?$select=subject,from/emailAddress,internetMessageHeaders')
    ).value;
    expect(Object.keys(chosen ?? {}).sort()).toEqual([
      '@odata.etag',
      'from',
      'id',
      'internetMessageHeaders',
      'subject',
    ]);
  });
});

describe('a draft', () => {
  it('is made, changed and sent, and IMAP sees each of its versions', async () => {
    const made = await ask('POST', '/me/messages', {
      body: {
        subject: 'Tea?',
        body: { contentType: 'HTML', content: '<p>At <b>four</b>?</p>' },
        toRecipients: [{ emailAddress: { address: ben } }],
      },
    });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      isDraft: true,
      isRead: true,
      subject: 'Tea?',
      bodyPreview: 'At four?',
    });
    const { id } = made.json;
    const uid = world.faces.mail.list(anna, 'drafts')[0]?.uid ?? 0;
    const changed = await ask('PATCH', `/me/messages/${String(id)}`, {
      body: {
        subject: 'Tea at fünf?',
        ccRecipients: [{ emailAddress: { name: 'Anna', address: anna } }],
        importance: 'high',
      },
    });
    expect(changed.json).toMatchObject({
      id,
      subject: 'Tea at fünf?',
      importance: 'high',
      body: { contentType: 'html', content: '<p>At <b>four</b>?</p>' },
    });
    expect(world.faces.mail.list(anna, 'drafts').map((item) => item.uid)).toEqual([uid + 1]);
    expect((await ask('POST', `/me/messages/${String(id)}/send`)).status).toBe(202);
    expect(world.faces.mail.list(anna, 'drafts')).toHaveLength(0);
    const [sent] = (await ask('GET', '/me/mailFolders/sentitems/messages')).value;
    expect(sent).toMatchObject({ subject: 'Tea at fünf?', isDraft: false, isRead: true });
    expect(world.faces.mail.list(ben).map((item) => item.content.raw.toString())).toEqual([
      expect.stringContaining('Importance: high') as string,
    ]);
  });

  it('comes as MIME, too', async () => {
    const made = await ask('POST', '/me/messages', {
      body: Buffer.from(letter('Whole')).toString('base64'),
      headers: { 'content-type': 'text/plain' },
    });
    expect(made).toMatchObject({ status: 201, json: { subject: 'Whole', isDraft: true } });
    expect((await ask('GET', `/me/messages/${String(made.json['id'])}/$value`)).text).toBe(letter('Whole'));
  });

  it('keeps its immutable id when it is sent', async () => {
    const headers = { prefer: 'IdType="ImmutableId"' };
    const made = await ask('POST', '/me/messages', {
      headers,
      body: { subject: 'x', toRecipients: [{ emailAddress: { address: ben } }] },
    });
    expect(made.headers.get('preference-applied')).toBe('IdType="ImmutableId"');
    const path = `/me/messages/${String(made.json['id'])}`;
    await ask('POST', `${path}/send`);
    expect((await ask('GET', path, { headers })).json).toMatchObject({ id: made.json['id'], isDraft: false });
  });

  it('takes attachments and gives them up by their own ids', async () => {
    const { json } = await ask('POST', '/me/messages', {
      body: { subject: 'Files', body: { content: 'see there' } },
    });
    const path = `/me/messages/${String(json['id'])}/attachments`;
    const file = (name: string) => ({
      '@odata.type': '#microsoft.graph.fileAttachment',
      name,
      contentType: 'text/plain',
      contentBytes: Buffer.from(name).toString('base64'),
    });
    const first = await ask('POST', path, { body: file('jedna.txt') });
    const second = await ask('POST', path, {
      body: { ...file('dvě.txt'), isInline: true, contentId: 'two' },
    });
    await ask('POST', path, {
      body: {
        '@odata.type': '#microsoft.graph.itemAttachment',
        name: 'inner',
        item: { '@odata.type': '#microsoft.graph.message', subject: 'Inner one' },
      },
    });
    expect((await ask('DELETE', `${path}/${String(first.json['id'])}`)).status).toBe(204);
    const list = await ask('GET', path);
    expect(list.value.map(({ name, isInline }) => [name, isInline])).toEqual([
      ['dvě.txt', true],
      ['inner', false],
    ]);
    expect(list.value[0]).toMatchObject({ id: second.json['id'], contentId: 'two' });
    expect((await ask('GET', `${path}/${String(second.json['id'])}/$value`)).text).toBe('dvě.txt');
    const inner = await ask(
      'GET',
      `${path}/${String(list.value[1]?.['id'])}?$expand=microsoft.graph.itemattachment/item`,
    );
    expect(inner.json).toMatchObject({
      '@odata.type': '#microsoft.graph.itemAttachment',
      item: { subject: 'Inner one' },
    });
    const whole = await ask(
      'GET',
      `/me/messages/${String(json['id'])}?$expand=attachments($select=name)&$select=subject`,
    );
    expect(whole.json['attachments']).toMatchObject([{ name: 'dvě.txt' }, { name: 'inner' }]);
    expect(JSON.stringify(whole.json)).not.toContain('contentBytes');
    const cast = await ask('GET', `${path}?$select=name,microsoft.graph.fileAttachment/contentId`);
    expect(cast.value[0]).toMatchObject({ name: 'dvě.txt', contentId: 'two' });
  });

  it('takes a large attachment in pieces, without a token, in order', async () => {
    const { json } = await ask('POST', '/me/messages', { body: { subject: 'Large' } });
    const bytes = Buffer.alloc(5_000_000, 'large ');
    const session = await ask('POST', `/me/messages/${String(json['id'])}/attachments/createUploadSession`, {
      body: { AttachmentItem: { attachmentType: 'file', name: 'large.bin', size: bytes.length } },
    });
    expect(session).toMatchObject({ status: 201, json: { nextExpectedRanges: ['0-'] } });
    const url = String(session.json['uploadUrl']);
    const put = (from: number, to: number, total = bytes.length): Promise<Reply> =>
      ask('PUT', url, {
        token: '',
        body: bytes.subarray(from, to),
        headers: { 'content-range': `bytes ${from}-${to - 1}/${total}` },
      });
    expect((await put(3_000_000, 5_000_000)).status).toBe(416);
    expect((await put(0, 10, 11)).json).toMatchObject({ error: { code: 'ErrorInvalidContentRange' } });
    expect(await put(0, 3_000_000)).toMatchObject({ status: 200, json: { nextExpectedRanges: ['3000000'] } });
    const last = await put(3_000_000, 5_000_000);
    expect(last.status).toBe(201);
    const location = new URL(last.headers.get('location') ?? '');
    expect((await ask('GET', location.href)).json).toMatchObject({ name: 'large.bin', size: 5_000_000 });
    expect((await put(0, 10)).status).toBe(404);
  });

  it('waits for its pieces for three hours', async () => {
    const { json } = await ask('POST', '/me/messages', { body: {} });
    const session = await ask('POST', `/me/messages/${String(json['id'])}/attachments/createUploadSession`, {
      body: { AttachmentItem: { attachmentType: 'file', name: 'a', size: 4_000_000 } },
    });
    await clock.advance(3 * 3_600_000);
    expect((await ask('GET', String(session.json['uploadUrl']), { token: '' })).status).toBe(404);
  });
});

describe('an answer', () => {
  it('to all goes to everybody else, quotes, belongs to the thread and marks what it answers', async () => {
    deliver(
      letter('Plans', { to: `${anna}, cara@elsewhere.example`, fields: ['Cc: dora@elsewhere.example'] }),
    );
    const [original] = (await ask('GET', '/me/mailFolders/inbox/messages')).value;
    const path = `/me/messages/${String(original?.['id'])}`;
    const draft = await ask('POST', `${path}/createReplyAll`, { body: { comment: 'Fine <with> me' } });
    expect(draft).toMatchObject({
      status: 201,
      json: {
        subject: 'RE: Plans',
        conversationId: original?.['conversationId'],
        toRecipients: [
          { emailAddress: { address: ben } },
          { emailAddress: { address: 'cara@elsewhere.example' } },
        ],
        ccRecipients: [{ emailAddress: { address: 'dora@elsewhere.example' } }],
      },
    });
    expect(draft.json['body']).toMatchObject({
      content: expect.stringMatching(/Fine &lt;with&gt; me[\s\S]*divRplyFwdMsg[\s\S]*a text/) as string,
    });
    const unique = await ask('GET', `/me/messages/${String(draft.json['id'])}?$select=uniqueBody`, {
      headers: { prefer: 'outlook.body-content-type="text"' },
    });
    expect(unique.headers.get('preference-applied')).toBe('outlook.body-content-type="text"');
    expect((await ask('POST', `${path}/reply`, { body: { comment: 'yes' } })).status).toBe(202);
    expect(world.faces.mail.list(anna)[0]?.flags.has('\\Answered')).toBe(true);
    expect(world.faces.mail.list(ben)[0]?.content.raw.toString()).toMatch(
      /In-Reply-To: <Plans@contoso\.com>/,
    );
  });

  it('by forwarding takes the files along', async () => {
    deliver(
      letter('Papers', {
        fields: ['MIME-Version: 1.0', 'Content-Type: multipart/mixed; boundary=b'],
        body: '--b\r\n\r\nhere\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERg==\r\n--b--',
      }),
    );
    const [original] = (await ask('GET', '/me/messages')).value;
    expect(original).toMatchObject({ hasAttachments: true });
    const sent = await ask('POST', `/me/messages/${String(original?.['id'])}/forward`, {
      body: { comment: 'FYI', toRecipients: [{ emailAddress: { address: ben } }] },
    });
    expect(sent.status).toBe(202);
    const got = world.faces.mail.list(ben)[0]?.content.raw.toString() ?? '';
    expect(got).toContain('Subject: FW: Papers');
    expect(got).toContain('JVBERg==');
  });
});

describe('folders', () => {
  it('are made, found, renamed, moved, copied and deleted, and their delta tells', async () => {
    const begun = await ask('GET', '/me/mailFolders/delta');
    expect(begun.value.map(({ displayName }) => displayName)).toContain('Inbox');
    const made = await ask('POST', "/me/mailFolders('inbox')/childFolders", {
      body: { displayName: 'Bills' },
    });
    expect(made).toMatchObject({ status: 201, json: { displayName: 'Bills', childFolderCount: 0 } });
    const path = `/me/mailFolders/${String(made.json['id'])}`;
    expect(
      await ask('POST', '/me/mailFolders/Inbox/childFolders', { body: { displayName: 'bills' } }),
    ).toMatchObject({ status: 409, json: { error: { code: 'ErrorFolderExists' } } });
    expect((await ask('PATCH', path, { body: { displayName: 'Invoices' } })).json).toMatchObject({
      displayName: 'Invoices',
    });
    expect(world.faces.mail.folders(anna)).toContain('Inbox/Invoices');
    expect((await ask('POST', `${path}/copy`, { body: { destinationId: 'archive' } })).status).toBe(201);
    expect(
      (await ask('POST', `${path}/move`, { body: { destinationId: 'msgfolderroot' } })).json,
    ).toMatchObject({ displayName: 'Invoices' });
    expect(world.faces.mail.folders(anna)).toEqual(expect.arrayContaining(['Invoices', 'Archive/Invoices']));
    const told = await ask('GET', String(begun.json['@odata.deltaLink']));
    expect(told.value.filter(({ displayName }) => displayName === 'Invoices')).toHaveLength(2);
    expect((await ask('DELETE', path)).status).toBe(204);
    expect(world.faces.mail.folders(anna)).toContain('Deleted Items/Invoices');
    expect((await ask('DELETE', path)).status).toBe(204);
    const last = await ask('GET', String(told.json['@odata.deltaLink']));
    expect(last.value).toContainEqual({
      '@odata.type': '#microsoft.graph.mailFolder',
      id: made.json['id'],
      '@removed': { reason: 'deleted' },
    });
    expect(await ask('DELETE', '/me/mailFolders/inbox')).toMatchObject({ status: 403 });
  });

  it('count what is in them', async () => {
    deliver(hello('One'));
    deliver(hello('Two'));
    const [first] = (await ask('GET', '/me/messages')).value;
    await ask('PATCH', `/me/messages/${String(first?.['id'])}`, { body: { isRead: true } });
    const inbox = (await ask('GET', '/me/mailFolders/inbox')).json;
    expect(inbox).toMatchObject({ totalItemCount: 2, unreadItemCount: 1 });
    const hidden = await ask('GET', '/me/mailFolders?includeHiddenFolders=true&$top=50');
    expect(hidden.value.filter(({ isHidden }) => isHidden)).toHaveLength(1);
  });
});

describe('the delta of a folder', () => {
  it('tells of everything, then of changes, and of each message once', async () => {
    for (const subject of ['One', 'Two', 'Three']) deliver(letter(subject));
    const headers = { prefer: 'odata.maxpagesize=2' };
    const first = await ask('GET', '/me/mailFolders/inbox/messages/delta?$select=subject,isRead', {
      headers,
    });
    expect(first.headers.get('preference-applied')).toBe('odata.maxpagesize=2');
    expect(subjects(first)).toEqual(['Three', 'Two']);
    const second = await ask('GET', String(first.json['@odata.nextLink']), { headers });
    expect(subjects(second)).toEqual(['One']);
    await ask('PATCH', `/me/messages/${String(first.value[0]?.['id'])}`, { body: { isRead: true } });
    await ask('PATCH', `/me/messages/${String(first.value[0]?.['id'])}`, { body: { categories: ['Blue'] } });
    await ask('DELETE', `/me/messages/${String(first.value[1]?.['id'])}`);
    const third = await ask('GET', String(second.json['@odata.deltaLink']));
    expect(third.value).toEqual([
      {
        '@odata.type': '#microsoft.graph.message',
        '@odata.etag': expect.any(String) as string,
        id: first.value[0]?.['id'],
        subject: 'Three',
        isRead: true,
      },
      {
        '@odata.type': '#microsoft.graph.message',
        id: first.value[1]?.['id'],
        '@removed': { reason: 'deleted' },
      },
    ]);
    expect((await ask('GET', String(third.json['@odata.deltaLink']))).value).toEqual([]);
  });

  it('shows one kind of change where only that is asked for', async () => {
    const begun = await ask('GET', '/me/mailFolders/inbox/messages/delta?changeType=created');
    deliver(letter('One'));
    deliver(letter('Two'));
    const [two] = (await ask('GET', '/me/messages')).value;
    await ask('DELETE', `/me/messages/${String(two?.['id'])}`);
    expect(subjects(await ask('GET', String(begun.json['@odata.deltaLink'])))).toEqual(['One']);
  });

  it('calls a saved draft changed, not gone', async () => {
    const { json } = await ask('POST', '/me/messages', { body: { subject: 'first' } });
    const begun = await ask('GET', '/me/mailFolders/drafts/messages/delta');
    await ask('PATCH', `/me/messages/${String(json['id'])}`, { body: { subject: 'second' } });
    const told = await ask('GET', String(begun.json['@odata.deltaLink']));
    expect(told.value).toMatchObject([{ id: json['id'], subject: 'second' }]);
  });

  it('begins anew when the state is not known any more', async () => {
    const token = Buffer.from(JSON.stringify([999, 5])).toString('base64url');
    const reply = await ask(
      'GET',
      `/me/mailFolders/inbox/messages/delta?$deltatoken=${token}&$select=subject`,
    );
    expect(reply).toMatchObject({ status: 410, json: { error: { code: 'syncStateNotFound' } } });
    const restart = new URL(reply.headers.get('location') ?? '');
    expect([restart.searchParams.get('$deltatoken'), restart.searchParams.get('$select')]).toEqual([
      '',
      'subject',
    ]);
  });
});

describe('deleting', () => {
  it('goes to Deleted Items, then to Recoverable Items, then nowhere', async () => {
    deliver(letter('Old'));
    const headers = { prefer: 'IdType="ImmutableId"' };
    const [message] = (await ask('GET', '/me/messages', { headers })).value;
    const path = `/me/messages/${String(message?.['id'])}`;
    const folderNow = async () => (await ask('GET', path, { headers })).json['parentFolderId'];
    await ask('DELETE', path);
    expect(await folderNow()).toBe((await ask('GET', '/me/mailFolders/deleteditems')).json['id']);
    await ask('DELETE', path);
    expect(await folderNow()).toBe(
      (await ask('GET', '/me/mailFolders/recoverableitemsdeletions')).json['id'],
    );
    expect((await ask('GET', '/me/messages')).value).toEqual([]);
    expect((await ask('POST', `${path}/permanentDelete`)).status).toBe(204);
    expect((await ask('GET', path)).json).toMatchObject({ error: { code: 'ErrorItemNotFound' } });
  });
});

it('ids are translated into ones that a move does not change', async () => {
  deliver(letter('Moving'));
  const [message] = (await ask('GET', '/me/messages')).value;
  const body = { inputIds: [message?.['id']], sourceIdType: 'restId', targetIdType: 'restImmutableEntryId' };
  const [result] = (await ask('POST', '/me/translateExchangeIds', { body })).value;
  await ask('POST', `/me/messages/${String(message?.['id'])}/move`, { body: { destinationId: 'archive' } });
  expect((await ask('GET', `/me/messages/${String(message?.['id'])}`)).status).toBe(404);
  expect((await ask('GET', `/me/messages/${String(result?.['targetId'])}`)).json).toMatchObject({
    subject: 'Moving',
  });
});

it('keys and names are understood in every spelling', async () => {
  deliver(letter('One'));
  const [message] = (await ask('GET', '/me/messages')).value;
  const id = String(message?.['id']);
  for (const path of [
    `/me/messages('${id}')`,
    `/ME/Messages/${encode(id)}`,
    `/me/mailfolders('Inbox')/messages(%27${encode(id)}%27)`,
    `/users/${anna}/mailFolders/INBOX/messages/${id}`,
    `/users('${anna}')/messages/${id}?%24select=subject`,
  ]) {
    expect([path, (await ask('GET', path)).status]).toEqual([path, 200]);
  }
});

it('a folder is found below its parents, too', async () => {
  const made = await ask('POST', '/me/mailFolders/inbox/childFolders', { body: { displayName: 'Bills' } });
  const id = String(made.json['id']);
  const below = `/me/mailFolders('inbox')/childFolders/${id}`;
  expect((await ask('GET', below)).json).toMatchObject({ id, displayName: 'Bills' });
  expect((await ask('POST', `${below}/childFolders`, { body: { displayName: '2026' } })).status).toBe(201);
  expect((await ask('GET', `${below}/childFolders`)).value).toMatchObject([{ displayName: '2026' }]);
  expect((await ask('GET', `${below}/messages`)).value).toEqual([]);
});

it('a page of another origin may ask', async () => {
  const url = 'https://graph.localhost/v1.0/me/messages';
  const headers = {
    origin: 'https://app.contoso.example',
    'access-control-request-method': 'GET',
    'access-control-request-headers': 'authorization',
  };
  const preflight = await world.faces.graph.request(url, { method: 'OPTIONS', headers });
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
    204,
    'authorization',
  ]);
  const answer = await ask('GET', '/me/messages', { headers: { origin: 'https://app.contoso.example' } });
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-expose-headers')).toContain('Retry-After');
});

it('a batch answers each of its requests on its own', async () => {
  deliver(letter('One'));
  const reply = await ask('POST', '/$batch', {
    body: {
      requests: [
        { id: 'a', method: 'GET', url: '/me/messages?$select=subject' },
        {
          id: 'b',
          method: 'POST',
          url: 'me/messages',
          headers: { 'Content-Type': 'application/json' },
          body: { subject: 'made in a batch' },
        },
        { id: 'c', method: 'GET', url: '/me/messages/AAMkAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', dependsOn: ['b'] },
        { id: 'd', method: 'GET', url: '/me', dependsOn: ['c'] },
        {
          id: 'e',
          method: 'POST',
          url: '/me/sendMail',
          headers: { 'Content-Type': 'text/plain' },
          body: Buffer.from(letter('by batch', { from: anna, to: ben })).toString('base64'),
        },
        ...[1, 2, 3, 4, 5, 6].map((number) => ({ id: `f${number}`, method: 'GET', url: '/me/mailFolders' })),
      ],
    },
  });
  const responses = reply.json['responses'] as Array<{ id: string; status: number; body?: unknown }>;
  expect(responses.map(({ id, status }) => [id, status])).toEqual([
    ['a', 200],
    ['b', 201],
    ['c', 404],
    ['d', 424],
    ['e', 202],
    ...[1, 2, 3, 4, 5, 6].map((number) => [`f${number}`, 200]),
  ]);
  expect(world.faces.mail.list(ben)).toHaveLength(1);
});
