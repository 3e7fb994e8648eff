// The tenant's public description (OpenID Connect Discovery): is there such a tenant in this cloud, and does this machine's
// clock agree with the server's? A wrong clock makes good tokens look expired.

import { recognise } from '../recognise.ts';
import { type Check, failed, met, ok, warning } from './check.ts';

/** Entra takes assertions five minutes off; certificates and one-time codes are stricter. */
const skewWarnMs = 60_000;
const skewFailMs = 5 * 60_000;

export const tenant: Check = {
  id: 'tenant',
  title: { en: 'Tenant and clock', ja: 'テナントと時計' },
  after: ['entra-line'],
  applies: ({ metadataUrl }) => metadataUrl !== undefined,
  async run({ metadataUrl = '', fetch, clock }, signal) {
    const sentAtMs = clock.now();
    let answer: Response;
    try {
      answer = await fetch(metadataUrl, { signal, headers: { accept: 'application/json' } });
    } catch (error) {
      return met(error);
    }
    const receivedAtMs = clock.now();
    const body = (await answer.text()).slice(0, 65_536);
    if (!answer.ok) {
      return failed(
        `the authority answers ${answer.status}`,
        `認証サーバーが ${answer.status} を返しました`,
        {
          evidence: recognise(body, clock.now()),
        },
      );
    }
    const skewMs = skew(answer.headers.get('date'), sentAtMs, receivedAtMs);
    const seconds = Math.round(Math.abs(skewMs ?? 0) / 1000);
    const side = (skewMs ?? 0) > 0 ? { en: 'ahead', ja: '進んで' } : { en: 'behind', ja: '遅れて' };
    if (skewMs !== undefined && Math.abs(skewMs) > skewWarnMs) {
      const make = Math.abs(skewMs) > skewFailMs ? failed : warning;
      return make(
        `this machine's clock is ${seconds} s ${side.en} of the server's`,
        `このマシンの時計はサーバーより ${seconds} 秒${side.ja}います`,
        {
          evidence: [
            {
              kind: 'network',
              problem: 'clock',
              host: new URL(metadataUrl).hostname,
              text: `clock skew of ${seconds} s`,
              place: { line: 0, quote: `${seconds} s` },
            },
          ],
          next: { en: 'Set the clock, or let NTP set it.', ja: '時計を合わせるか、NTP で同期してください。' },
        },
      );
    }
    const issuer = /"issuer"\s*:\s*"([^"]{1,200})"/.exec(body)?.[1] ?? 'unknown';
    return ok(`issuer ${issuer}; the clocks agree`, `発行者 ${issuer}。時計は合っています`);
  },
};

/** Milliseconds by which this machine is ahead; HTTP dates have whole seconds. */
function skew(date: string | null, sentAtMs: number, receivedAtMs: number): number | undefined {
  const serverMs = Date.parse(date ?? '');
  if (!Number.isFinite(serverMs)) return undefined;
  if (sentAtMs > serverMs + 1_000) return sentAtMs - serverMs - 1_000;
  if (receivedAtMs < serverMs) return receivedAtMs - serverMs;
  return 0;
}
