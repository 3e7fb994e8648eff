// Reading with imapflow: npx tsx examples/imapflow.ts
//
// With a real account, after `mailgrant login anna@contoso.com`:
//
//   import { openMailgrant } from 'mailgrant';
//   import { imapflowAuth } from 'mailgrant/imapflow';
//   const mailgrant = await openMailgrant({ store: '/var/lib/app/mailgrant.db', key: { kind: 'file', path: '/etc/app/key' } });
//   const client = new ImapFlow({
//     host: 'outlook.office365.com', port: 993, secure: true,
//     auth: await imapflowAuth(mailgrant.tokens, 'anna@contoso.com'),
//   });

import { ImapFlow } from 'imapflow';
import { imapflowAuth } from '../src/adapters/imapflow.ts';
import { connected } from './connected.ts';

const { world, mailgrant, account, close } = await connected();
const { host, port } = world.servers.imap;
const client = new ImapFlow({
  host,
  port,
  secure: true,
  tls: { ca: world.ca },
  auth: await imapflowAuth(mailgrant.tokens, account),
  logger: false,
});
await client.connect();

const lock = await client.getMailboxLock('INBOX');
for await (const message of client.fetch('1:*', { envelope: true })) {
  console.log(message.uid, message.envelope?.subject);
}
lock.release();

await client.logout();
await close();
