// What Graph lets the account do: the profile, the mail, and the list of subscriptions. Nothing is changed.

import { listMessages } from '../../mail/graph/messages.ts';
import { readProfile } from '../../mail/graph/profile.ts';
import type { GraphDoor } from '../../mail/graph/request.ts';
import { listSubscriptions } from '../../mail/graph/subscriptions.ts';
import { type Check, type CheckWorld, failed, met, type Outcome, ok, warning } from './check.ts';

export const graphSignIn: Check = graphCheck(
  'graph-sign-in',
  { en: 'Graph profile', ja: 'Graph プロファイル' },
  async (door, world, signal) => {
    const profile = await readProfile(door, { signal });
    const name = profile.mail ?? profile.userPrincipalName ?? profile.id;
    const owner = profile.mail?.toLowerCase();
    const names = [...profile.addresses, profile.userPrincipalName ?? ''].map((one) => one.toLowerCase());
    if (owner !== undefined && owner !== world.address.toLowerCase() && door.mailbox === undefined) {
      const alias = names.includes(world.address.toLowerCase());
      const facts = { 'user.matches': 'no', ...(alias ? { 'mailbox.kind': 'alias' } : {}) };
      return warning(
        `the token belongs to ${name}, not to ${world.address}`,
        `トークンは ${world.address} ではなく ${name} のものです`,
        { facts },
      );
    }
    return ok(name, name);
  },
);

export const graphMail: Check = graphCheck(
  'graph-mail',
  { en: 'Mail by Graph', ja: 'Graph のメール' },
  async (door, _, signal) => {
    for await (const _message of listMessages(door, 'inbox', { limit: 1, signal })) {
      return ok('the inbox is readable', '受信トレイを読み取れます');
    }
    return ok('the inbox is readable, and empty', '受信トレイを読み取れます（空です）');
  },
);

export const subscriptions: Check = graphCheck(
  'subscriptions',
  { en: 'Graph subscriptions', ja: 'Graph サブスクリプション' },
  async (door, { clock }) => {
    const list = await listSubscriptions(door);
    const soon = list.filter(({ expiresAtMs }) => expiresAtMs - clock.now() < 60 * 60_000);
    if (soon.length > 0) {
      return warning(
        `${soon.length} of ${list.length} end within an hour`,
        `${list.length} 件のうち ${soon.length} 件が 1 時間以内に期限切れになります`,
        {
          next: {
            en: 'Renew them: mailgrant subscriptions list <account>',
            ja: '更新してください: mailgrant subscriptions list <account>',
          },
        },
      );
    }
    return ok(`${list.length} in force`, `${list.length} 件有効`);
  },
);

/** Can Graph reach the URL? Only from outside that can be seen; from here, whether it answers the validation as it must. */
export const notificationEndpoint: Check = {
  id: 'notification-endpoint',
  title: { en: 'Notification endpoint', ja: '通知エンドポイント' },
  applies: ({ notificationUrl }) => notificationUrl !== undefined,
  async run({ notificationUrl = '', fetch, clock }, signal) {
    const url = new URL(notificationUrl);
    if (url.protocol !== 'https:')
      return failed('it must begin with https://', 'https:// で始まる必要があります');
    const token = `Validation: Testing client application reachability ${clock.now()}`;
    url.searchParams.set('validationToken', token);
    const sentAtMs = clock.now();
    let answer: Response;
    try {
      answer = await fetch(url, {
        method: 'POST',
        signal,
        redirect: 'manual',
        headers: { 'content-type': 'text/plain; charset=utf-8' },
      });
    } catch (error) {
      return met(error);
    }
    const text = (await answer.text()).slice(0, 4_096);
    const tookMs = clock.now() - sentAtMs;
    const type = answer.headers.get('content-type') ?? '';
    if (answer.status === 200 && text === token && type.startsWith('text/plain')) {
      return ok(`answers the validation in ${tookMs} ms`, `検証要求に ${tookMs} ミリ秒で応答します`);
    }
    const said = `${answer.status}, ${type || 'no content type'}, ${text === token ? 'the token' : 'another body'}`;
    return failed(
      `does not answer the validation as Graph wants it: ${said}`,
      `検証要求への応答が Graph の要件を満たしていません: ${said}`,
      {
        evidence: [
          {
            kind: 'graph-error',
            status: 400,
            code: 'ValidationError',
            text: 'Subscription validation request failed. Notification endpoint must respond with 200 OK to validation request.',
            challenge: '',
            place: { line: 0, quote: said },
          },
        ],
      },
    );
  },
};

/** Whether /me is the mailbox: an app-only token belongs to nobody, and a shared mailbox to somebody else. */
function isOwn({ account, known }: CheckWorld): boolean {
  return account?.kind !== 'app' && known['mailbox.kind'] !== 'shared';
}

function graphCheck(
  id: string,
  title: Check['title'],
  work: (door: GraphDoor, world: CheckWorld, signal: AbortSignal) => Promise<Outcome>,
): Check {
  return {
    id,
    title,
    after: ['graph-line', 'graph-token', ...(id === 'graph-sign-in' ? [] : ['graph-sign-in'])],
    applies: (world) =>
      world.services.includes('graph') &&
      world.servers.graph !== undefined &&
      // Other people's profiles take a permission (User.ReadBasic.All) that nothing here needs.
      (id !== 'graph-sign-in' || isOwn(world)),
    async run(world, signal) {
      const { tokens, account, servers, fetch, clock, log, known, address } = world;
      const door: GraphDoor = {
        tokens,
        account: account?.ref ?? address,
        baseUrl: servers.graph ?? '',
        mailbox: isOwn(world) ? undefined : address,
        fetch,
        clock,
        log,
        known,
        signal,
        // Who waits for a diagnosis is not made to wait for a throttle: that it is there is the diagnosis.
        patienceMs: 0,
      };
      try {
        return await work(door, world, signal);
      } catch (error) {
        signal.throwIfAborted();
        return met(error);
      }
    },
  };
}
