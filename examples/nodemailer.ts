// Sending with nodemailer: npx tsx examples/nodemailer.ts
//
// With a real account, after `mailgrant login anna@contoso.com`:
//
//   import { openMailgrant } from 'mailgrant';
//   import { oauth2Provision, withFreshToken } from 'mailgrant/nodemailer';
//   const mailgrant = await openMailgrant({ store: '/var/lib/app/mailgrant.db', key: { kind: 'file', path: '/etc/app/key' } });
//   const transport = createTransport({
//     host: 'smtp.office365.com', port: 587, requireTLS: true,
//     auth: { type: 'OAuth2', user: 'anna@contoso.com' },
//   });

import { createTransport } from 'nodemailer';
import { oauth2Provision, withFreshToken } from '../src/adapters/nodemailer.ts';
import { connected } from './connected.ts';

const { world, mailgrant, account, close } = await connected();
const { host, port } = world.servers.smtp;
const transport = createTransport({
  host,
  port,
  requireTLS: true,
  tls: { ca: world.ca },
  auth: { type: 'OAuth2', user: account },
});
transport.set('oauth2_provision_cb', oauth2Provision(mailgrant.tokens, account));

const message = { from: account, to: account, subject: 'Hello', text: 'Sent by nodemailer.' };
const sent = await withFreshToken(mailgrant.tokens, account, () => transport.sendMail(message));
console.log(sent.response);

transport.close();
await close();
