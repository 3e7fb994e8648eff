// One spelling of Graph's URLs.

import { expect, it } from 'vitest';
import { plainPath } from './path.ts';

it.each([
  ['/v1.0/me', '/v1.0/me'],
  ['/v1.0/ME/MailFolders/Inbox/Messages/', '/v1.0/me/mailFolders/Inbox/messages'],
  ["/v1.0/me/mailFolders('inbox')/messages", '/v1.0/me/mailFolders/inbox/messages'],
  ['/v1.0/me/mailFolders(%27inbox%27)/messages', '/v1.0/me/mailFolders/inbox/messages'],
  ["/v1.0/users('o''neill@contoso.example')/messages", "/v1.0/users/o'neill@contoso.example/messages"],
  ['/v1.0/me/messages/Messages/move', '/v1.0/me/messages/Messages/move'],
  ['/v1.0/me/messages/x/microsoft.graph.move', '/v1.0/me/messages/x/move'],
  ['/v1.0/me/mailFolders/a/messages/delta()', '/v1.0/me/mailFolders/a/messages/delta'],
  ['/v1.0/me/messages/x/%24value', '/v1.0/me/messages/x/$value'],
  ['/v1.0/%24batch', '/v1.0/$batch'],
  ['/v1.0/me/mailFolders/a/childFolders', '/v1.0/me/mailFolders/a/childFolders'],
  ['/v1.0/me/mailFolders/a/childFolders/b/childFolders/c/messages', '/v1.0/me/mailFolders/c/messages'],
  ['/v1.0/me/mailFolders/a/childFolders/b/childFolders', '/v1.0/me/mailFolders/b/childFolders'],
  ['/v1.0/users/messages/messages', '/v1.0/users/messages/messages'],
  ['/v1.0/me/messages(((', '/v1.0/me/messages((('],
])('%s is %s', (given, plain) => {
  expect(plainPath(given)).toBe(plain);
});
