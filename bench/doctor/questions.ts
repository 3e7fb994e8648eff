// What people ask of `mailgrant explain`, one thing at a time, each in the way in which it is asked.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Question {
  readonly what: string;
  readonly words: readonly string[];
  /** What comes by standard input. */
  readonly input?: string;
  readonly says: RegExp;
  /** How often as long as Node.js by itself it may take. Default: 2.5, as for an error. */
  readonly times?: number;
}

const refused = 'NO AUTHENTICATE failed.';
const graph =
  '{"error":{"code":"ErrorAccessDenied","message":"Access is denied. Check credentials and try again."}}';
const curl =
  'curl -d "client_id=11111111-2222-4333-8444-555555555555&grant_type=authorization_code&scope=https://graph.microsoft.com/Mail.Read" https://login.microsoftonline.com/common/oauth2/v2.0/token';
/** No error, and nothing that anybody has said: what people tell is looked for in it, and the words of all causes are. */
const tale =
  'In the shared mailbox the new mails do not show up on the phone of my colleague, and we do not know why that is.';

/** @param home - where files may be put */
export function questions(home: string): readonly Question[] {
  const file = join(home, 'refused.log');
  writeFileSync(file, `A0 ${refused}\r\n`);
  const token = join(home, 'token.txt');
  writeFileSync(token, tokenFor('https://graph.microsoft.com'));
  return [
    { what: `"${refused}"`, words: [refused], says: /Graph/ },
    { what: 'the same with its tag', words: [`A0 ${refused}`], says: /Graph/ },
    { what: 'by standard input', words: [], input: `${refused}\n`, says: /Graph/ },
    { what: 'from a file', words: [file], says: /Graph/ },
    { what: '--lang ja', words: [refused, '--lang', 'ja'], says: /トークン/ },
    { what: '--json', words: [refused, '--json'], says: /"causes":/ },
    { what: 'AADSTS65001', words: ['AADSTS65001'], says: /AADSTS65001/ },
    { what: 'a reply of SMTP', words: ['535 5.7.3 Authentication unsuccessful'], says: /535/ },
    { what: 'an error of Graph', words: [graph], says: /ErrorAccessDenied/ },
    { what: 'a token, --token FILE', words: [refused, '--token', token], says: /Graph/ },
    {
      what: 'a list of scopes, --scopes',
      words: ['--scopes', 'IMAP.AccessAsUser.All Mail.Read'],
      says: /IMAP\.AccessAsUser\.All/,
    },
    { what: 'a curl command', words: [curl], says: /./ },
    { what: 'a tale', words: [tale], says: /shared mailbox/, times: 3 },
  ];
}

/** Nobody signed it: explain reads what it says, and the year 2100 is far enough. */
function tokenFor(audience: string): string {
  const claims = {
    aud: audience,
    iss: 'https://sts.windows.net/11111111-2222-4333-8444-555555555555/',
    scp: 'Mail.Read',
    exp: 4_102_444_800,
  };
  return [{ typ: 'JWT', alg: 'RS256' }, claims, 'signature']
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
}
