// The library by itself: begin consent, complete it, get tokens: npx tsx examples/ten-lines.ts
//
// With a real app registration the sandbox's parts fall away, and these are all:
//
//   const mailgrant = await openMailgrant({ store: 'mailgrant.db', key: { kind: 'file', path: 'key' } });
//   await mailgrant.store.apps.add({ name: 'mine', provider: 'microsoft', clientId: '...', tenant: 'common',
//     cloud: 'worldwide', credential: { kind: 'none' } });
//   const begun = await mailgrant.consents.begin({ app: 'mine', wish: { services: ['imap', 'smtp'] }, redirectUri });
//   // send the browser to begun.url; it comes back to redirectUri with the code
//   const outcome = await mailgrant.consents.complete(new URL(request.url, redirectUri));
//   const token = await mailgrant.tokens.get('anna@contoso.com', 'imap');

import { connected } from './connected.ts';

const { mailgrant, account, close } = await connected();
for (const service of ['imap', 'smtp', 'pop', 'graph'] as const) {
  const token = await mailgrant.tokens.get(account, service);
  console.log(service, token.resource, new Date(token.expiresAtMs).toISOString(), token.scopes.join(' '));
}
await close();
