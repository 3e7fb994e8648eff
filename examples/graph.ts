// The Graph SDK: npx tsx examples/graph.ts
//
// With a real account, after `mailgrant login anna@contoso.com`:
//
//   import { openMailgrant } from 'mailgrant';
//   import { graphAuthProvider } from 'mailgrant/graph';
//   const mailgrant = await openMailgrant({ store: '/var/lib/app/mailgrant.db', key: { kind: 'file', path: '/etc/app/key' } });
//   const client = Client.initWithMiddleware({ authProvider: graphAuthProvider(mailgrant.tokens, 'anna@contoso.com') });

import { AuthenticationHandler, Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';
import { graphAuthProvider } from '../src/adapters/graph.ts';
import { connected } from './connected.ts';

const { world, mailgrant, account, close } = await connected();

// The sandbox has a certificate authority of its own, so the last link of the SDK's chain is one that trusts it, and its
// host has to be named for the SDK to send a token there. Against Graph itself the comment above is all there is.
const authenticate = new AuthenticationHandler(graphAuthProvider(mailgrant.tokens, account));
const transport = new HTTPMessageHandler();
transport.execute = async (context) => {
  context.response = await mailgrant.fetch(context.request, context.options);
};
authenticate.setNext(transport);
const client = Client.initWithMiddleware({
  middleware: authenticate,
  baseUrl: `${world.graph}/`,
  customHosts: new Set([new URL(world.graph).hostname]),
});

const me = (await client.api('/me').get()) as { displayName: string; mail: string };
console.log(me.displayName, me.mail);

await close();
