// Replies of an IMAP server (RFC 3501 and 9051, section 7) out of a debug log of whatever program, or alone.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recognise.ts';

const reply =
  /(?:^|[\s'":>\]])(\*|[A-Za-z]{0,8}\.?\d{1,8})\s+(OK|NO|BAD|BYE|PREAUTH)\s+(?:\[([A-Z0-9-]+)(?:\s[^\]]*)?\]\s*)?(\S[^'"\r\n]*)?/;
const alone = /\b(AUTHENTICATE|LOGIN) failed\b|\bUser is authenticated but not connected\b/i;

export const imapReply: Recogniser = {
  name: 'IMAP reply',
  wants: /\b(?:OK|NO|BAD|BYE|PREAUTH)\b|(?:AUTHENTICATE|LOGIN) failed|authenticated but not connected/i,
  *line(line, reading): Iterable<Evidence> {
    const place = placeOf(line);
    const match = reply.exec(line.text);
    if (match) {
      const [, tag = '', status = '', responseCode = '', text = ''] = match;
      reading.protocol = 'imap';
      const named = /^([A-Z]{3,12}) (?:failed|completed)/i.exec(text)?.[1]?.toUpperCase();
      yield {
        kind: 'reply',
        protocol: 'imap',
        status: status.toLowerCase() as 'ok' | 'no' | 'bad' | 'bye' | 'preauth',
        code: 0,
        enhanced: '',
        responseCode: responseCode.toUpperCase(),
        command: reading.commands.get(tag) ?? named ?? '',
        text: text.slice(0, 500),
        place,
      };
      return;
    }
    const bare = alone.exec(line.text);
    if (!bare) return;
    yield {
      kind: 'reply',
      protocol: 'imap',
      status: bare[1] === undefined ? 'bad' : 'no',
      code: 0,
      enhanced: '',
      responseCode: '',
      command: bare[1]?.toUpperCase() ?? '',
      text: bare[0],
      place,
    };
  },
};
