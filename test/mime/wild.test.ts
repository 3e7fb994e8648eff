// Messages of the wild: what is read of each, whole and in pieces; and what a parser that we have not written makes of the same
// ones. Where the two differ the corpus says why, and a reason that is not needed any more is an error.

import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { attachmentContents } from '../../src/mime/attachments.ts';
import type { Address } from '../../src/mime/header.ts';
import { readMessage } from '../../src/mime/read.ts';
import { needs } from '../kit/interop.ts';
import { type Sight, wildMessages } from '../kit/wild-messages.ts';

async function* cut(raw: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < raw.length; at += size) yield raw.subarray(at, at + size);
}

const said = ({ name, address }: Address): string => `${name === undefined ? '' : `${name} `}<${address}>`;

async function sight(raw: Uint8Array, size: number): Promise<Required<Sight>> {
  const { header, text } = await readMessage(cut(raw, size));
  const files: Array<readonly [string | undefined, string]> = [];
  for await (const { name, content } of attachmentContents(cut(raw, size))) {
    const pieces: Uint8Array[] = [];
    for await (const piece of content) pieces.push(piece);
    files.push([name, Buffer.concat(pieces).toString('latin1')]);
  }
  const to = [...header.to, ...header.cc].map(said);
  return { subject: header.subject, from: header.authors.map(said), to, text, files };
}

/** Of `whole` what `asked` has. */
function asked(whole: Sight, { ...keys }: Sight): Sight {
  return Object.fromEntries(Object.keys(keys).map((key) => [key, whole[key as keyof Sight]]));
}

describe('what is seen', () => {
  it.each(wildMessages.map((one) => [one.name, one] as const))('%s', async (_, { raw, sees }) => {
    for (const size of [65_536, 1, 3, 17]) expect(asked(await sight(raw, size), sees)).toEqual(sees);
  });
});

/** Python's own parser, with the policy that reads as the RFCs have it. */
const script = `
import base64, email, email.policy, json, sys
def people(message, *names):
    return [('%s <%s>' % (a.display_name, a.addr_spec)).lstrip() for n in names for f in (message.get_all(n) or []) for a in f.addresses]
def attempt(work):
    try: return work()
    except Exception as error: return repr(error)
def look(raw):
    message = email.message_from_bytes(raw, policy=email.policy.default)
    texts, files = [], []
    def walk(part):
        kind = part.get_content_type()
        if kind.startswith('multipart/') and part.is_multipart():
            for one in part.iter_parts(): walk(one)
            return
        name = part.get_filename()
        if kind == 'text/html': return
        if kind == 'text/plain' and name is None and part.get_content_disposition() != 'attachment':
            texts.append(part.get_content()); return
        if kind == 'message/rfc822':
            content = part.get_payload(0).as_bytes() if part.is_multipart() else part.get_payload(decode=True)
        else: content = part.get_payload(decode=True)
        files.append([name, (content or b'').decode('latin1')])
    failed = attempt(lambda: walk(message))
    return {
        'subject': attempt(lambda: ' '.join(str(message['subject'] or '').split())),
        'from': attempt(lambda: people(message, 'from')),
        'to': attempt(lambda: people(message, 'to', 'cc')),
        'text': failed or '\\n\\n'.join(t.replace('\\r\\n', '\\n').rstrip() for t in texts),
        'files': failed or files,
    }
print(json.dumps([look(base64.b64decode(line)) for line in sys.stdin]))
`;

const python = needs('python3', 'python3');
describe.skipIf(python.missing)(python.title, () => {
  it('sees the same, but for what the corpus explains', { timeout: 60_000 }, () => {
    const input = wildMessages.map(({ raw }) => `${raw.toString('base64')}\n`).join('');
    const out = execFileSync('python3', ['-c', script], { encoding: 'utf8', input });
    const looks = JSON.parse(out) as readonly Sight[];
    const differs = wildMessages.filter(({ sees }, at) => {
      // JSON has no undefined: a file without a name is null there.
      const look = asked(looks[at] ?? {}, sees);
      return JSON.stringify(look) !== JSON.stringify(asked(sees, sees));
    });
    const explained = wildMessages.filter((one) => one.python !== undefined);
    expect(differs.map(({ name }) => name)).toEqual(explained.map(({ name }) => name));
  });
});
