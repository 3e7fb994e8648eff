// Refresh grants: one token after another over connections that stay open, each answer looked at. Over HTTPS, as
// programs do it, and over plain HTTP.

import { Pool } from 'undici';
import { type Bench, median, type Result, spread } from '../result.ts';
import { profiled } from './profile.ts';
import { type Served, serve } from './served.ts';
import { user } from './task.ts';

const perRound = 2000;
const rounds = 5;
const connections = 16;
const scope = 'offline_access https://outlook.office.com/IMAP.AccessAsUser.All';
const target = 1000;

export const tokensBench: Bench = {
  name: 'tokens',
  async run(say) {
    const served = await serve();
    try {
      const results: Result[] = [];
      for (const [what, origin] of origins(served)) {
        const round = await requests(served, origin);
        const rates: number[] = [];
        try {
          for (let number = 0; number <= rounds; number += 1) {
            say(`${what}: ${number === 0 ? 'warming up' : `round ${number} of ${rounds}`}`);
            const rate = await round.once();
            if (number > 0) rates.push(rate);
          }
        } finally {
          await round.close();
        }
        const shown = (value: number): string => `${value.toFixed(0)} tokens/s`;
        const met = median(rates) >= target;
        results.push({
          what,
          ours: shown(median(rates)),
          peer: '-',
          ratio: undefined,
          target: `${target} tokens/s`,
          met,
          how: `median of ${rounds} rounds of ${perRound} over ${connections} connections; middle half ${spread(rates, shown)}`,
          ...(met ? {} : { profile: await explainTokens(what) }),
        });
      }
      return results;
    } finally {
      await served.close();
    }
  },
};

function origins(served: Served): readonly (readonly [string, string])[] {
  return [
    ['refresh grants over HTTPS', served.urls.entra],
    ['refresh grants over HTTP', served.urls.entraHttp],
  ];
}

async function requests(
  served: Served,
  origin: string,
): Promise<{ once(): Promise<number>; close(): Promise<void> }> {
  const pool = new Pool(origin, { connections, connect: { ca: served.ca } });
  const { accessToken, refreshToken } = await served.mint(user, scope);
  const claims = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString();
  const body = new URLSearchParams({
    client_id: (JSON.parse(claims) as { appid: string }).appid,
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    scope,
  }).toString();
  const one = async (): Promise<void> => {
    const response = await pool.request({
      method: 'POST',
      path: '/organizations/oauth2/v2.0/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body,
    });
    const answer = (await response.body.json()) as { access_token?: string; error_description?: string };
    if (!answer.access_token?.startsWith('eyJ')) throw new Error(answer.error_description ?? 'no token');
  };
  return {
    async once() {
      const startedMs = performance.now();
      let begun = 0;
      const hand = async (): Promise<void> => {
        while (begun < perRound) {
          begun += 1;
          await one();
        }
      };
      await Promise.all(Array.from({ length: connections }, hand));
      return perRound / ((performance.now() - startedMs) / 1000);
    },
    close: () => pool.close(),
  };
}

async function explainTokens(what: string): Promise<string[]> {
  const served = await serve({ inspect: true });
  try {
    const origin = new Map(origins(served)).get(what) ?? '';
    const round = await requests(served, origin);
    await round.once();
    const lines = await profiled(served.inspectorUrl ?? '', () => round.once());
    await round.close();
    return lines;
  } finally {
    await served.close();
  }
}
