// The same odd messages in Dovecot and in the sandbox, read back by the same client: ENVELOPE, BODYSTRUCTURE, sections
// and SEARCH agree, or the difference stands in imap-differences.ts with its reason. A reason that nothing needs is a
// failure, too.

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Closers } from '../../src/base/closers.ts';
import { createAuthority } from '../../src/net/certificate.ts';
import { seed, startSandbox } from '../../src/sandbox/index.ts';
import { startDovecot } from '../kit/dovecot.ts';
import { type ImapValue, readFetch } from '../kit/imap-value.ts';
import { ImapWire } from '../kit/imap-wire.ts';
import { needs } from '../kit/interop.ts';
import { mimeCases } from '../kit/mime-cases.ts';

import { type Explanation, explained } from './imap-differences.ts';

const anna = seed.contoso.anna.name;
const { missing, title } = needs('IMAP beside Dovecot', 'dovecot');

describe.skipIf(missing)(title, () => {
  const closers = new Closers();
  let ours: ImapWire;
  let theirs: ImapWire;
  const used = new Set<Explanation>();

  beforeAll(async () => {
    const sandbox = await startSandbox();
    closers.push(() => sandbox.close());
    const folder = mkdtempSync(join(tmpdir(), 'differences-'));
    closers.push(async () => rmSync(folder, { recursive: true, force: true }));
    chmodSync(folder, 0o755);
    const authority = await createAuthority({ name: 'Dovecot', nowMs: Date.now() });
    const dovecot = await startDovecot({
      folder,
      tls: await authority.issue(),
      signingKey: sandbox.jwksForDovecot(),
      audience: sandbox.cloud.exchangeResource,
    });
    closers.push(() => dovecot.close());
    const { accessToken } = sandbox.entra.mint({
      user: anna,
      app: seed.apps.desktop.appId,
      scopes: `${sandbox.cloud.exchangeResource}/IMAP.AccessAsUser.All`,
    });
    const { host, port } = sandbox.servers.imaps;
    ours = await new ImapWire({ host, port, ca: sandbox.ca.pem, lenience: {} }).signIn(anna, accessToken);
    closers.push(async () => ours.close());
    theirs = await new ImapWire({ host: '127.0.0.1', port: dovecot.imapPort, ca: authority.pem }).signIn(
      anna,
      accessToken,
    );
    closers.push(async () => theirs.close());
    for (const client of [ours, theirs]) {
      await client.command('CREATE Odd');
      for (const { name, raw } of mimeCases) {
        const { completion } = await client.command('APPEND Odd (\\Seen) "02-Nov-2026 10:00:00 +0000" ', raw);
        expect(completion, name).toMatch(/^OK /);
      }
      await client.command('SELECT Odd');
    }
  });
  afterAll(() => closers.close());

  const both = async (command: string): Promise<[string, string]> => {
    const [a, b] = await Promise.all([ours.command(command), theirs.command(command)]);
    return [
      `${a.untagged.map(String).join('\n')}\n${a.completion.slice(0, 3).trim()}`,
      `${b.untagged.map(String).join('\n')}\n${b.completion.slice(0, 3).trim()}`,
    ];
  };

  const fetchBoth = async (number: number, items: string): Promise<Array<Map<string, ImapValue>>> => {
    const answers = await Promise.all(
      [ours, theirs].map((client) => client.command(`FETCH ${number} (${items})`)),
    );
    return answers.map(({ untagged, completion }) => {
      expect(completion).toMatch(/^OK /);
      return readFetch(untagged[0] ?? Buffer.alloc(0));
    });
  };

  function compare(what: string, mine: ImapValue | undefined, other: ImapValue | undefined): string[] {
    if (JSON.stringify(mine) === JSON.stringify(other)) return [];
    const reason = explained.find((known) => known.what.test(what) && (known.when?.(mine, other) ?? true));
    if (reason) {
      used.add(reason);
      return [];
    }
    return [`${what}\n  sandbox ${JSON.stringify(mine)}\n  dovecot ${JSON.stringify(other)}`];
  }

  it.each(mimeCases.map(({ name }, index) => [index + 1, name] as const))('%i %s', async (number, name) => {
    const found: string[] = [];
    const look = async (items: string): Promise<Map<string, ImapValue>> => {
      const [mine, other] = await fetchBoth(number, items);
      for (const [item, value] of mine ?? []) {
        found.push(
          ...compare(`${name}: ${item}`, normal(item, value), normal(item, other?.get(item) ?? null)),
        );
      }
      return mine ?? new Map();
    };
    const whole =
      'BODY.PEEK[] BODY.PEEK[HEADER] BODY.PEEK[TEXT] BODY.PEEK[]<7.20> BODY.PEEK[TEXT]<1000000.5>';
    const some = 'BODY.PEEK[HEADER.FIELDS (SUBJECT to x-none)] BODY.PEEK[HEADER.FIELDS.NOT (From Date)]';
    const structure = (await look(`ENVELOPE BODYSTRUCTURE BODY RFC822.SIZE ${whole} ${some}`)).get(
      'BODYSTRUCTURE',
    );
    for (const path of paths(structure ?? null)) {
      const of = (...kinds: string[]): string => kinds.map((kind) => `BODY.PEEK[${path}${kind}]`).join(' ');
      await look(of('', '.MIME', '.HEADER', '.TEXT', '.HEADER.FIELDS (Subject)', '.9'));
    }
    expect(found.join('\n')).toBe('');
  });

  it.each([
    'ALL',
    'SUBJECT "gr\u00fc\u00dfe"',
    'SUBJECT "with tabs"',
    'SUBJECT ""',
    'FROM "ben ito"',
    'FROM ben@contoso',
    'FROM ren\u00e9',
    'TO carl',
    'CC d@x',
    'BCC e@x',
    'TEXT needle',
    'BODY needle',
    'BODY "searchable needle"',
    'BODY iVBOR',
    'BODY "Gr\u00fc\u00dfe aus"',
    'BODY "inner text"',
    'BODY "inner html"',
    'TEXT "inner@fabrikam"',
    'BODY "inner@fabrikam"',
    'TEXT "multipart/alternative"',
    'BODY "umgebrochen ist."',
    'BODY Hello',
    'BODY "preamble"',
    'BODY "epilogue"',
    'BODY "hidden"',
    'BODY "first of them"',
    'BODY "the innermost"',
    'BODY "original"',
    'BODY "\u3053\u3093\u306b\u3061\u306f"',
    'HEADER Subject two',
    'HEADER Message-ID ""',
    'HEADER X-Long "a b"',
    'HEADER content-language de',
    'HEADER X-Nothing ""',
    'LARGER 1000',
    'SMALLER 100',
    'LARGER 0 SMALLER 200',
    'SEEN',
    'UNSEEN',
    'NOT SEEN',
    'NOT (SEEN SUBJECT plain)',
    'OR SUBJECT plain SUBJECT digest',
    'OR (SUBJECT plain LARGER 10) (NOT TO anna)',
    'OR OR SUBJECT plain SUBJECT digest SUBJECT dots',
    '1:3,5',
    '*',
    '5:3',
    'UID 1:4',
    'NOT 2:*',
    'UID 999:*',
    'ON 2-Nov-2026',
    'ON "2-Nov-2026"',
    'BEFORE 2-Nov-2026',
    'SINCE 2-Nov-2026',
    'SINCE 3-Nov-2026',
    'SENTON 2-Nov-2026',
    'SENTBEFORE 2-Nov-2026',
    'SENTSINCE 2-nov-2026',
    'SENTON 1-Nov-2026',
    'SENTBEFORE 1-Jan-2000',
    'KEYWORD $MDNSent',
    'UNKEYWORD $MDNSent 1:2',
    'DELETED',
    'ANSWERED',
    'FLAGGED',
    'DRAFT',
    'UNDELETED UNANSWERED UNFLAGGED UNDRAFT 1',
    '(1:5) (2:9)',
    '((1))',
    'UID 1:* 1:2',
    'NONSENSE',
    'SUBJECT',
    'OR 1',
    'BEFORE nonsense',
    'BEFORE 31-Feb-2026',
    'LARGER x',
    '(1',
    '0',
    'HEADER Subject',
  ])('SEARCH CHARSET UTF-8 %s', async (keys) => {
    const [mine, other] = await both(`SEARCH CHARSET UTF-8 ${keys}`);
    expect(compare(`SEARCH ${keys}`, mine, other).join()).toBe('');
  });

  it.each(['CHARSET KOI8-R ALL', 'CHARSET x-unknown SUBJECT a', 'CHARSET utf-8', 'CHARSET "US-ASCII" ALL'])(
    'SEARCH %s',
    async (keys) => {
      const [mine, other] = await both(`SEARCH ${keys}`);
      expect(compare(`SEARCH ${keys}`, mine, other).join()).toBe('');
    },
  );

  it('every explanation is needed', () => {
    expect(explained.filter((one) => !used.has(one)).map(({ what }) => what.source)).toEqual([]);
  });
});

/** Types, encodings and names of parameters are compared in lower case: no sender or server means anything by it. */
function normal(item: string, value: ImapValue): ImapValue {
  return item === 'BODYSTRUCTURE' || item === 'BODY' ? lowerStructure(value) : value;
}

function lowerStructure(part: ImapValue): ImapValue {
  if (!Array.isArray(part)) return part;
  const values = part as readonly ImapValue[];
  if (Array.isArray(values[0])) {
    const parts = values.filter(
      (value, index) => Array.isArray(value) && values.slice(0, index).every(Array.isArray),
    );
    const [subtype, params, ...rest] = values.slice(parts.length);
    return [...parts.map(lowerStructure), lower(subtype), lowerParams(params), ...rest.map(lowerDisposition)];
  }
  const [type, subtype, params, id, description, encoding, ...rest] = values;
  const inside = lower(type) === 'message' && lower(subtype) === 'rfc822';
  const tail = rest.map((value, index) =>
    inside && index === 2 ? lowerStructure(value) : index > 2 || !inside ? lowerDisposition(value) : value,
  );
  return [
    lower(type),
    lower(subtype),
    lowerParams(params),
    id ?? null,
    description ?? null,
    lower(encoding),
    ...tail,
  ];
}

function lowerDisposition(value: ImapValue): ImapValue {
  if (!Array.isArray(value) || value.length !== 2 || (value[1] !== null && !Array.isArray(value[1])))
    return value;
  const [kind, params] = value as readonly ImapValue[];
  return [lower(kind), lowerParams(params)];
}

function lowerParams(value: ImapValue | undefined): ImapValue {
  if (!Array.isArray(value)) return value ?? null;
  return (value as readonly ImapValue[]).map((one, index) => (index % 2 === 0 ? lower(one) : one));
}

function lower(value: ImapValue | undefined): ImapValue {
  return typeof value === 'string' ? value.toLowerCase() : (value ?? null);
}

/** The numbers of all parts: '1', '2.1' ... */
function paths(part: ImapValue, prefix = ''): string[] {
  if (!Array.isArray(part)) return [];
  const values = part as readonly ImapValue[];
  if (!Array.isArray(values[0])) {
    const own = prefix === '' ? '1' : prefix;
    const message =
      lower(values[0]) === 'message' && lower(values[1]) === 'rfc822' ? (values[8] ?? null) : null;
    const below =
      message === null
        ? []
        : Array.isArray((message as readonly ImapValue[])[0])
          ? paths(message, own)
          : paths(message, `${own}.1`);
    return [own, ...below];
  }
  const children = values.filter(
    (value, index) => Array.isArray(value) && values.slice(0, index).every(Array.isArray),
  );
  return children.flatMap((child, index) => {
    const own = prefix === '' ? `${index + 1}` : `${prefix}.${index + 1}`;
    return Array.isArray((child as readonly ImapValue[])[0])
      ? [own, ...paths(child, own)]
      : paths(child, own);
  });
}
