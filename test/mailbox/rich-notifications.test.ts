// Rich notifications from the sandbox's Graph to our receiver: opened only where everything about them is Graph's.

import { KeyObject, webcrypto } from 'node:crypto';
import { createRemoteJWKSet, customFetch } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import type { EncryptedContent } from '../../src/mail/graph/notification-body.ts';
import {
  type ChangeNotification,
  type NotificationReceiver,
  openNotificationReceiver,
} from '../../src/mail/graph/notification-receiver.ts';
import { type SealKey, unseal } from '../../src/mail/graph/notification-seal.ts';
import type { TokenRule } from '../../src/mail/graph/notification-tokens.ts';
import type { Mailbox } from '../../src/mailbox/mailbox.ts';
import { selfSigned } from '../../src/net/certificate.ts';
import { createFetch } from '../../src/net/fetch.ts';
import { type Sandbox, seed, startSandbox } from '../../src/sandbox/index.ts';
import { mintedTokens } from '../kit/minted-tokens.ts';
import { letter, mailboxOver } from '../kit/watch-world.ts';

const anna = seed.contoso.anna.name;
const clientState = new Secret('state-1');
let sandbox: Sandbox;
let box: Mailbox;
let certificate: string;
let key: SealKey;
let rule: TokenRule;
let receiver: NotificationReceiver | undefined;
/** What was posted to the receiver, as it was posted. */
const posted: string[] = [];

beforeAll(async () => {
  const spy: typeof fetch = (url, init) => {
    if (typeof init?.body === 'string' && init.body.includes('encryptedContent')) posted.push(init.body);
    return fetch(url, init);
  };
  sandbox = await startSandbox({ fetch: spy });
  box = await mailboxOver(
    sandbox,
    mintedTokens(() => sandbox),
  );
  const keys = await webcrypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  );
  const { der } = await selfSigned({ name: 'notifications', keys, nowMs: Date.now() });
  certificate = der.toString('base64');
  const pem = KeyObject.from(keys.privateKey).export({ format: 'pem', type: 'pkcs8' }).toString();
  key = { certificateId: 'cert-1', privateKey: new Secret(pem) };
  const jwks = new URL(`${sandbox.urls.entra}/${seed.contoso.tenantId}/discovery/v2.0/keys`);
  const trusting = await createFetch({ caPem: sandbox.ca.pem });
  rule = {
    appId: seed.apps.desktop.appId,
    keys: createRemoteJWKSet(jwks, { [customFetch]: trusting }),
  };
});
afterAll(async () => {
  await box.close();
  await sandbox.close();
});
afterEach(async () => {
  await receiver?.close();
  receiver = undefined;
});

/** Delivers one message to a subscriber with these keys, and gives what the receiver has made of it. */
async function told(rich: { keys: readonly SealKey[]; tokens: TokenRule } | undefined, name: string) {
  const heard: ChangeNotification[] = [];
  let wake = (): void => {};
  const came = new Promise<void>((resolve) => {
    wake = resolve;
  });
  receiver = await openNotificationReceiver({
    clientState,
    rich,
    onNotification: (notification) => {
      heard.push(notification);
      wake();
    },
  });
  const before = posted.length;
  const { id } = await box.subscriptions.create({
    notificationUrl: receiver.url,
    folder: 'inbox',
    events: ['created'],
    clientState,
    rich: { certificate, certificateId: 'cert-1', select: 'subject,from' },
  });
  sandbox.mail.deliver(letter(name), anna);
  return { heard, came, id, before };
}

describe('a rich notification', () => {
  it('is opened, and brings the message along, once', async () => {
    const { heard, came, id } = await told({ keys: [key], tokens: rule }, 'sealed');
    await came;
    expect(heard).toMatchObject([
      { subscriptionId: id, changeType: 'created', message: { subject: 'sealed' } },
    ]);
    const again = posted.at(-1) ?? '';
    const url = receiver?.url ?? '';
    const response = await fetch(url, { method: 'POST', body: again });
    expect(response.status).toBe(202);
    await receiver?.settle();
    expect(heard).toHaveLength(1);
    await box.subscriptions.delete(id);
  });

  it('is still news, but brings nothing, where its certificate is not ours', async () => {
    const other = { ...key, certificateId: 'cert-2' };
    const { heard, came, id } = await told({ keys: [other], tokens: rule }, 'another');
    await came;
    expect(heard).toMatchObject([{ changeType: 'created', message: undefined }]);
    await box.subscriptions.delete(id);
  });

  it('is dropped where its token is for another app, or there is none', async () => {
    const tokens = { ...rule, appId: '00000000-0000-0000-0000-000000000000' };
    const { heard, id, before } = await told({ keys: [key], tokens }, 'stranger');
    await box.subscriptions.delete(id);
    const url = receiver?.url ?? '';
    for (let look = 0; posted.length === before && look < 1_000; look += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    const bare = JSON.stringify({ ...(JSON.parse(posted.at(-1) ?? '{}') as object), validationTokens: [] });
    await fetch(url, { method: 'POST', body: bare });
    await receiver?.settle();
    expect(heard).toEqual([]);
  });

  it('is refused where a single bit of it is another', () => {
    const { value } = JSON.parse(posted[0] ?? '{}') as {
      value: Array<{ encryptedContent: EncryptedContent }>;
    };
    const content = value[0]?.encryptedContent;
    if (!content) throw new Error('a sealed notification was posted');
    expect(unseal(content, [key]).kind).toBe('opened');
    const flipped = (base64: string): string => {
      const bytes = Buffer.from(base64, 'base64');
      bytes[5] = (bytes[5] ?? 0) ^ 1;
      return bytes.toString('base64');
    };
    const reasons = [
      { ...content, data: flipped(content.data) },
      { ...content, dataSignature: flipped(content.dataSignature) },
      { ...content, dataSignature: '' },
      { ...content, dataKey: flipped(content.dataKey) },
      { ...content, encryptionCertificateId: 'cert-2' },
    ].map((changed) => {
      const unsealed = unseal(changed, [key]);
      return unsealed.kind === 'refused' ? unsealed.reason : unsealed.kind;
    });
    expect(reasons).toEqual(['forged', 'forged', 'forged', 'other-key', 'other-certificate']);
  });
});
