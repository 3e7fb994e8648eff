// The tokens that come with rich notifications: Graph says by them that it is Graph, and which app it speaks to (Graph
// documentation, "validation tokens in the change notification").

import type { JWTVerifyGetKey } from 'jose';

/** The application as which Graph publishes notifications. */
const publisherAppId = '0bf30f3b-4a52-48df-9a82-234910c4a086';
const clockToleranceSeconds = 300;

export interface TokenRule {
  /** The app that has subscribed: whom the token has to be for. */
  readonly appId: string;
  /** Entra's signing keys. */
  readonly keys: JWTVerifyGetKey;
  /** Default: `https://sts.windows.net/{tid}/`, and the same of version 2.0. */
  readonly issuers?: ((tenantId: string) => readonly string[]) | undefined;
}

export type TokensVerdict =
  /** The tenants that were vouched for. */
  | { readonly kind: 'good'; readonly tenants: ReadonlySet<string> }
  | { readonly kind: 'bad'; readonly reason: string };

/** All of them have to be good: one that is not makes the whole batch somebody else's. */
export async function checkTokens(
  tokens: readonly string[],
  rule: TokenRule,
  nowMs: number,
): Promise<TokensVerdict> {
  if (tokens.length === 0) return { kind: 'bad', reason: 'there is no validation token' };
  // Only who takes rich notifications needs the library.
  const { errors, jwtVerify } = await import('jose');
  const tenants = new Set<string>();
  for (const token of tokens) {
    try {
      const { payload } = await jwtVerify(token, rule.keys, {
        audience: rule.appId,
        algorithms: ['RS256'],
        clockTolerance: clockToleranceSeconds,
        currentDate: new Date(nowMs),
      });
      const { tid, iss } = payload;
      // Version 1.0 has `appid`, 2.0 `azp`.
      const publisher = payload['azp'] ?? payload['appid'];
      if (typeof tid !== 'string') return { kind: 'bad', reason: 'a validation token names no tenant' };
      if (!(rule.issuers ?? microsoftIssuers)(tid).includes(iss ?? '')) {
        return { kind: 'bad', reason: `a validation token is issued by ${String(iss)}` };
      }
      if (publisher !== publisherAppId) {
        return { kind: 'bad', reason: `a validation token is published by ${String(publisher)}` };
      }
      tenants.add(tid.toLowerCase());
    } catch (error) {
      if (error instanceof errors.JOSEError) return { kind: 'bad', reason: error.message };
      throw error;
    }
  }
  return { kind: 'good', tenants };
}

function microsoftIssuers(tenantId: string): readonly string[] {
  return [`https://sts.windows.net/${tenantId}/`, `https://login.microsoftonline.com/${tenantId}/v2.0`];
}
