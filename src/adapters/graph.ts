// `mailgrant/graph`: an authentication provider for Microsoft's Graph SDK (its interface AuthenticationProvider). Types
// are structural: nothing of the SDK is imported.

import type { TokenSource } from '../base/token-source.ts';

export interface GraphAuthProvider {
  getAccessToken(): Promise<string>;
}

/**
 * For `Client.initWithMiddleware({ authProvider })`. The SDK asks before every request; the source answers from memory
 * as long as its token lives.
 *
 * @throws MailgrantError, see TokenSource.get
 */
export function graphAuthProvider(tokens: TokenSource, account: string): GraphAuthProvider {
  return {
    getAccessToken: async () => (await tokens.get(account, 'graph')).secret.reveal(),
  };
}
