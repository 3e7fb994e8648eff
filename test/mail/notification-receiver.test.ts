import { afterEach, describe, expect, it } from 'vitest';
import { Secret } from '../../src/base/secret.ts';
import {
  type ChangeNotification,
  type NotificationReceiver,
  openNotificationReceiver,
} from '../../src/mail/graph/notification-receiver.ts';

let receiver: NotificationReceiver;
const seen: ChangeNotification[] = [];
afterEach(async () => {
  seen.length = 0;
  await receiver.close();
});

async function open(): Promise<string> {
  const clientState = new Secret('state-1');
  receiver = await openNotificationReceiver({ clientState, onNotification: (change) => seen.push(change) });
  return receiver.url;
}

const post = (url: string, body: string): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });

const notification = (clientState: string): object => ({
  subscriptionId: 's1',
  clientState,
  changeType: 'created',
  resource: 'Users/u1/Messages/m1',
  resourceData: { '@odata.type': '#Microsoft.Graph.Message', id: 'm1' },
});

describe('the notification receiver', () => {
  it('drops what carries another clientState, without saying so', async () => {
    const url = await open();
    for (const clientState of ['state-2', '', 'state-1 ']) {
      const body = JSON.stringify({ value: [notification(clientState)] });
      expect((await post(url, body)).status).toBe(202);
    }
    expect((await post(url, JSON.stringify({ value: [{}, null, 7] }))).status).toBe(202);
    expect(seen).toEqual([]);
  });

  it.each([
    ['{"value":', 400],
    ['[]', 400],
    ['{"value":{}}', 400],
    ['', 400],
    [`{"value":["${'x'.repeat(8 * 1024 * 1024)}"]}`, 413],
  ])('refuses a body that is not Graph’s: %.12s', async (body, status) => {
    expect((await post(await open(), body)).status).toBe(status);
  });

  it('knows no other path and no other method', async () => {
    const url = await open();
    expect((await post(new URL('/', url).href, '{}')).status).toBe(404);
    expect((await fetch(url)).status).toBe(405);
  });

  it('echoes the validation token decoded and as plain text', async () => {
    const url = await open();
    const token = 'Validation: Testing client application reachability <script>alert(1)</script> + %';
    const response = await post(`${url}?validationToken=${encodeURIComponent(token)}`, '');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toBe(token);
    const long = await post(`${url}?validationToken=${'x'.repeat(5000)}`, '');
    expect(long.status).toBe(400);
  });

  it('hands over what is Graph’s, in order, and answers 202', async () => {
    const url = await open();
    const value = [notification('state-1'), { ...notification('state-1'), changeType: 'deleted' }];
    expect((await post(url, JSON.stringify({ value }))).status).toBe(202);
    expect(seen).toEqual([
      {
        subscriptionId: 's1',
        changeType: 'created',
        resource: 'Users/u1/Messages/m1',
        messageId: 'm1',
        message: undefined,
      },
      {
        subscriptionId: 's1',
        changeType: 'deleted',
        resource: 'Users/u1/Messages/m1',
        messageId: 'm1',
        message: undefined,
      },
    ]);
  });
});
