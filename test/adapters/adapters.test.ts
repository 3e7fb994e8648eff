import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { graphAuthProvider } from '../../src/adapters/graph.ts';
import { imapflowAuth } from '../../src/adapters/imapflow.ts';
import { oauth2Provision, withFreshToken } from '../../src/adapters/nodemailer.ts';
import { playServer } from '../kit/dialogue-server.ts';
import { fixedTokens } from '../kit/fixed-tokens.ts';

const signIn = (token: string, verdict: string): string => `
  S 220 ready
  C EHLO ...
  S 250-hello
  S 250 AUTH XOAUTH2
  C AUTH XOAUTH2 b64<user=anna@contoso.example\\x01auth=Bearer ${token}\\x01\\x01>
  ${verdict}`;

async function transportTo(script: string, tokens = fixedTokens(['first', 'second'])) {
  const server = await playServer(script, { tls: true });
  const { host, port, ca } = server;
  const transport = createTransport({
    host,
    port,
    secure: true,
    tls: { ca },
    auth: { type: 'OAuth2', user: 'anna@contoso.example' },
  });
  transport.set('oauth2_provision_cb', oauth2Provision(tokens, 'anna'));
  return { server, transport, tokens };
}

describe('nodemailer', () => {
  it('hands out another token where a server explains its refusal in a challenge', async () => {
    const { server, transport, tokens } = await transportTo(
      `${signIn('first', 'S 334 b64<{"status":"401"}>')}
       C
       S 535 5.7.8 Username and Password not accepted
       C AUTH XOAUTH2 b64<user=anna@contoso.example\\x01auth=Bearer second\\x01\\x01>
       S 235 2.7.0 Accepted
       C QUIT`,
    );
    await transport.verify();
    expect(tokens.invalidated).toEqual(['first']);
    await server.finish();
  });

  it('sends again with another token where a server refuses at once, as Exchange does', async () => {
    const { server, transport, tokens } = await transportTo(`
      ${signIn('first', 'S 535 5.7.3 Authentication unsuccessful [SANDBOX]')}
      ---
      ${signIn('second', 'S 235 2.7.0 Authentication successful')}
      C QUIT`);
    await withFreshToken(tokens, 'anna', () => transport.verify());
    expect(tokens.invalidated).toEqual(['first']);
    await server.finish();
  });

  it('does not repeat what failed for another reason', async () => {
    const tokens = fixedTokens(['first', 'second']);
    let tries = 0;
    const sending = withFreshToken(tokens, 'anna', () => {
      tries += 1;
      return Promise.reject(new Error('550 5.7.60'));
    });
    await expect(sending).rejects.toThrow('5.7.60');
    expect(tries).toBe(1);
    expect(tokens.invalidated).toEqual([]);
  });

  it('tells why there is no token', async () => {
    const failing = { ...fixedTokens([]), get: () => Promise.reject(new Error('signed out')) };
    const { server, transport } = await transportTo(
      `S 220 ready\nC EHLO ...\nS 250-hello\nS 250 AUTH XOAUTH2`,
      failing,
    );
    await expect(transport.verify()).rejects.toThrow('signed out');
    await server.finish();
  });
});

describe('imapflow', () => {
  it('gives the address and the token, and another one when the first was refused', async () => {
    const tokens = fixedTokens(['first', 'second']);
    expect(await imapflowAuth(tokens, 'anna')).toEqual({
      user: 'anna@contoso.example',
      accessToken: 'first',
    });
    expect(await imapflowAuth(tokens, 'anna', { renew: true })).toEqual({
      user: 'anna@contoso.example',
      accessToken: 'second',
    });
    expect(tokens.asked).not.toContain('smtp');
  });
});

describe('the Graph SDK', () => {
  it('gives a token for graph, asked for anew each time', async () => {
    const tokens = fixedTokens(['first', 'second']);
    const provider = graphAuthProvider(tokens, 'anna');
    expect(await provider.getAccessToken()).toBe('first');
    await tokens.invalidate(await tokens.get('anna', 'graph'));
    expect(await provider.getAccessToken()).toBe('second');
    expect(new Set(tokens.asked)).toEqual(new Set(['graph']));
  });
});
