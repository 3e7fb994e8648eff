// A program with Microsoft's names built in: MSAL Node and its authority as they are, then Graph by its own name. Prints
// the address for the person, reads the code that came back from stdin, and prints what it got.

import { createInterface } from 'node:readline/promises';
import { PublicClientApplication } from '@azure/msal-node';

const [clientId] = process.argv.slice(2);
const redirectUri = 'http://localhost:4321/';
const scopes = ['https://graph.microsoft.com/User.Read'];
const app = new PublicClientApplication({ auth: { clientId } });
console.log(await app.getAuthCodeUrl({ scopes, redirectUri }));
const lines = createInterface({ input: process.stdin });
const code = await lines.question('');
lines.close();
const result = await app.acquireTokenByCode({ code, scopes, redirectUri });
const me = await fetch('https://graph.microsoft.com/v1.0/me', {
  headers: { authorization: `Bearer ${result?.accessToken}` },
});
const { userPrincipalName } = await me.json();
console.log(
  JSON.stringify({ issuer: result?.idTokenClaims.iss, name: result?.account?.username, userPrincipalName }),
);
