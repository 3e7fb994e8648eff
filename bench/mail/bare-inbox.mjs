// What somebody would write who knows imapflow and has a token: the newest messages of the inbox, a line each.
// Given by the environment: PORT, LOGIN, TOKEN_FILE, CA_FILE, LIMIT.

import { readFileSync } from 'node:fs';
import { ImapFlow } from 'imapflow';

const { PORT, LOGIN, TOKEN_FILE, CA_FILE, LIMIT } = process.env;
const client = new ImapFlow({
  host: 'localhost',
  port: Number(PORT),
  secure: true,
  auth: { user: LOGIN, accessToken: readFileSync(TOKEN_FILE, 'utf8') },
  tls: { ca: [readFileSync(CA_FILE, 'utf8')] },
  logger: false,
});
await client.connect();
const { exists } = await client.mailboxOpen('INBOX', { readOnly: true });
const first = Math.max(1, exists - Number(LIMIT) + 1);
const items = { uid: true, flags: true, envelope: true, internalDate: true, size: true };
const messages = await client.fetchAll(`${first}:*`, items);
for (const { envelope, internalDate, flags } of messages.reverse()) {
  const from = envelope.from?.[0]?.address ?? '';
  process.stdout.write(
    `${internalDate.toISOString()} ${flags.has('\\Seen') ? ' ' : 'N'} ${from} ${envelope.subject}\n`,
  );
}
await client.logout();
