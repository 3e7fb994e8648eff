// Bounces that are no report by RFC 3464: qmail's, by its author's "qmail-send bounce message format" (QSBMF); and those that name
// whom they are about in X-Failed-Recipients, as Exim's and Gmail's did and some still do. Nothing else is guessed to be one.

import { type MessageHeader, readHeader } from './header.ts';
import type { DeliveryRecipient, DeliveryReport } from './report.ts';

/** Bounces say what they have to say at their beginning; what follows is the message that came back. */
const charsMax = 64 * 1024;
const recipientsMax = 2000;

export function plainBounce(header: MessageHeader, text: string): DeliveryReport | undefined {
  const lines = text.slice(0, charsMax).split(/\r?\n/);
  const end = lines.findIndex((line) => /^-{3,}(?: |$)/.test(line));
  const said = end === -1 ? lines : lines.slice(0, end);
  const recipients = ofQmail(said) ?? ofNamed(header.fields.first('x-failed-recipients'), said);
  if (!recipients) return undefined;
  const original = end === -1 ? undefined : enclosed(lines.slice(end + 1));
  return {
    reportedBy: /^Hi\. This is the \S+ program at (\S+?)\.?$/.exec(lines[0] ?? '')?.[1],
    arrivedAt: undefined,
    recipients,
    originalMessageId: original?.messageId,
    originalSubject: original?.subject || undefined,
  };
}

/** "Hi. This is the" opens it; a paragraph for each recipient begins with `<address>:`. */
function ofQmail(said: readonly string[]): readonly DeliveryRecipient[] | undefined {
  if (!said[0]?.startsWith('Hi. This is the ')) return undefined;
  const recipients = paragraphs(said).flatMap(([first = '', ...rest]) => {
    const address = /^<([^<>\s]+)>:$/.exec(first.trimEnd())?.[1];
    return address === undefined ? [] : [failed(address, rest)];
  });
  return recipients.length === 0 ? undefined : recipients.slice(0, recipientsMax);
}

function ofNamed(
  field: string | undefined,
  said: readonly string[],
): readonly DeliveryRecipient[] | undefined {
  const addresses = (field ?? '').split(/[\s,]+/).filter((one) => one.includes('@'));
  if (addresses.length === 0) return undefined;
  const isNamed = (line: string, address: string): boolean =>
    line
      .trim()
      .replace(/^<(.*)>:?$/, '$1')
      .toLowerCase() === address.toLowerCase();
  const detail = said.findIndex((line) =>
    /^Technical details of (?:permanent|temporary) failure:/.test(line),
  );
  return addresses.slice(0, recipientsMax).map((address) => {
    const at = said.findIndex((line) => isNamed(line, address));
    // Below its line, further in; or, of one that says it for all, below the words that say so.
    const from = at !== -1 && said[at + 1]?.trim() !== '' ? at : detail;
    const below = from === -1 ? [] : said.slice(from + 1);
    const until = below.findIndex(
      (line) => line.trim() === '' || addresses.some((one) => isNamed(line, one)),
    );
    return failed(address, until === -1 ? below : below.slice(0, until));
  });
}

function failed(recipient: string, reason: readonly string[]): DeliveryRecipient {
  const diagnostic =
    reason
      .map((line) => line.trim())
      .join(' ')
      .trim() || undefined;
  const status = /(?:^|[\s(#])([245]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(diagnostic ?? '')?.[1];
  return { recipient, original: undefined, action: 'failed', status, diagnostic, remote: undefined };
}

/** Its header, which some put a line of explanation or of nothing before. */
function enclosed(lines: readonly string[]): MessageHeader {
  const start = lines.findIndex((line) => /^[!-9;-~]+:/.test(line));
  const header = start === -1 ? [] : lines.slice(start);
  return readHeader(Buffer.from(`${header.join('\r\n')}\r\n\r\n`));
}

function paragraphs(lines: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') found.push([]);
    else found.at(-1)?.push(line);
  }
  return found;
}
