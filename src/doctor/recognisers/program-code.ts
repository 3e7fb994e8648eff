// Codes by which programs name their failures: Outlook's hexadecimal ones, nodemailer's, curl's, and failures that programs
// name alike. What they mean in the
// protocol is told by a cause; here they are only found.

import type { Evidence } from '../evidence.ts';
import { placeOf, type Recogniser } from '../recogniser.ts';
import { part } from '../redact.ts';
import { anyOf } from './any-of.ts';
import { worded } from './worded.ts';

const hexadecimal = /\b0x8[0-9a-f]{7}\b/gi;
const outlook = worded(/^0x800(?:CCC|4010F|42109|4210[A-B]|42108|40115|40119|40600)/i);
const nodemailer = worded(
  /\b(EAUTH|ENOAUTH|EOAUTH2|ESOCKET|ECONNECTION|EENVELOPE|EMESSAGE|ESTREAM|EPROTOCOL|ETLS|EREQUIRETLS|EDNS)\b/,
);
const sasl = /no worthy mechs|SASL\(-?\d{1,2}\)|no mechanism available|unable to find a callback/i;
const curl = worded(/\bcurl: \((\d{1,2})\)\s{0,3}(.{0,200})/);

/** A client that cannot read what an IMAP server sent: MailKit, imapflow, imaplib2, Thunderbird, K-9. */
const parser = anyOf(
  /ImapProtocolException|\bIMAP\b.{0,20}ParseError|\bparse error\b.{0,40}\bIMAP\b/i,
  /syntax error in (?:IMAP )?response/i,
  /unexpected (?:atom )?(?:token|character)\b.{0,30}(?:Server\b|COPYUID|\* \(42\))/i,
  /\bIMAP\b.{0,30}\bpars(?:er|ing|e) (?:bug|error|failure|exception)/i,
);

export const programCode: Recogniser = {
  name: 'code of a program',
  wants: anyOf(
    /0x8|SASL\(|worthy mechs|mechanism available|find a callback|\bE[A-Z]{3,}|curl: \(/i,
    /syntax error|unexpected|ImapProtocol|pars/i,
  ),
  *line(line): Iterable<Evidence> {
    const place = placeOf(line);
    let count = 0;
    for (const match of line.text.matchAll(hexadecimal)) {
      if ((count += 1) > 5) break;
      const code = `0x${match[0].slice(2).toUpperCase()}`;
      const text = part(line.text, match.index - 80, match.index + 200);
      yield { kind: 'program-code', program: outlook.test(code) ? 'outlook' : 'windows', code, text, place };
    }
    const node = nodemailer.exec(line.text)?.[1];
    if (node !== undefined)
      yield { kind: 'program-code', program: 'nodemailer', code: node, text: '', place };
    if (/worthy mechs|mechanism available|find a callback/i.test(line.text)) {
      const text = part(line.text, line.text.search(sasl), line.text.length);
      yield { kind: 'program-code', program: 'other', code: 'SASL', text, place };
    }
    if (parser.test(line.text)) {
      const text = part(line.text, line.text.search(parser), line.text.length);
      yield { kind: 'program-code', program: 'other', code: 'IMAP-PARSER', text, place };
    }
    const [, number, said = ''] = curl.exec(line.text) ?? [];
    if (number !== undefined)
      yield { kind: 'program-code', program: 'curl', code: number, text: said.trim(), place };
  },
};
