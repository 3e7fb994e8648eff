// A scope reading in words: a line for each scope, what Entra will answer, and the requests that work.

import type { ExplainedScopes } from '../../errors/explanation.ts';
import type { Language, Said } from '../said.ts';
import type { ConsentForetold, Refused, TokenForetold } from './foretell.ts';
import type { ReadScope, ScopeRemark } from './read-scope.ts';
import { readScopes } from './read-scopes.ts';

const remarks: Readonly<Record<ScopeRemark, Said>> = {
  bare: {
    en: 'no resource before it: Microsoft Graph is meant',
    ja: 'リソースの接頭辞がないため Microsoft Graph を意味します',
  },
  'mail-protocol-at-graph': {
    en: 'Graph publishes this permission and cannot speak IMAP, POP or SMTP: a mail server refuses its token',
    ja: 'Graph はこの権限を公開していますが IMAP・POP・SMTP は扱えず、メールサーバーはそのトークンを拒否します',
  },
  'openid-with-resource': {
    en: 'belongs to no resource: with one before it, it brings nothing',
    ja: 'どのリソースにも属しません。接頭辞を付けると効果がなくなります',
  },
  'application-permission': {
    en: 'exists for apps that act without a user only',
    ja: 'ユーザーなしで動作するアプリ専用の権限です',
  },
  'unknown-permission': {
    en: 'is not known to be a permission of this resource',
    ja: 'このリソースの権限として知られていません',
  },
  'unknown-resource': {
    en: 'is of neither Exchange nor Graph',
    ja: 'Exchange のものでも Graph のものでもありません',
  },
  'not-for-personal': { en: 'is refused for personal accounts', ja: '個人アカウントでは拒否されます' },
  'no-name': { en: 'names no permission', ja: '権限の名前がありません' },
};

const resourceNames: Readonly<Record<ReadScope['resource'], Said>> = {
  exchange: { en: 'Exchange', ja: 'Exchange' },
  graph: { en: 'Microsoft Graph', ja: 'Microsoft Graph' },
  openid: { en: 'sign-in (no resource)', ja: 'サインイン（リソースなし）' },
  other: { en: 'another resource', ja: '別のリソース' },
};

export function explainScopes(list: readonly string[], language: Language): ExplainedScopes {
  const reading = readScopes(list);
  const { consent, token, right, isRight } = reading;
  const answers = [
    ...(sameOutcome(consent.work, consent.personal)
      ? [sayConsent(consent.work, { en: '/authorize', ja: '/authorize' })]
      : [
          sayConsent(consent.work, {
            en: '/authorize, work or school account',
            ja: '/authorize（職場または学校アカウント）',
          }),
          sayConsent(consent.personal, {
            en: '/authorize, personal account',
            ja: '/authorize（個人アカウント）',
          }),
        ]),
    ...sayToken(token, reading.scopes),
  ];
  return {
    scopes: reading.scopes.map((scope) => ({
      scope: scope.text,
      resource: resourceNames[scope.resource][language],
      remarks: [
        ...scope.remarks.map((remark) => remarks[remark][language]),
        ...(scope.meant === undefined
          ? []
          : [{ en: `${scope.meant} may be meant`, ja: `${scope.meant} の誤りかもしれません` }[language]]),
      ],
    })),
    answers: answers.map((said) => said[language]),
    isRight,
    ...(right && { right }),
  };
}

function sayConsent(foretold: ConsentForetold | Refused, where: Said): Said {
  if (foretold.kind === 'consent') {
    const { resources } = foretold;
    const names = resources.map((resource) => resourceNames[resource]);
    if (names.length === 0)
      return { en: `${where.en}: asks for sign-in only`, ja: `${where.ja}: サインインのみを求めます` };
    return {
      en: `${where.en}: asks one consent for ${names.map(({ en }) => en).join(' and ')}`,
      ja: `${where.ja}: ${names.map(({ ja }) => ja).join(' と ')} への同意を 1 回で求めます`,
    };
  }
  return sayRefused(foretold, where);
}

function sayToken(token: TokenForetold | Refused, scopes: readonly ReadScope[]): Said[] {
  const where = { en: '/token', ja: '/token' };
  if (token.kind !== 'token') return [sayRefused(token, where)];
  const name = resourceNames[token.resource];
  const said: Said[] = [{ en: `/token: a token for ${name.en}`, ja: `/token: ${name.ja} 宛てのトークン` }];
  if (token.moved.length > 0) {
    const list = token.moved.map(({ text }) => text).join(' ');
    said.push(
      token.resource === 'graph'
        ? {
            en: `/token: without an error, and useless for IMAP, POP and SMTP: the first scope decides, and these are read as permissions of Graph: ${list}`,
            ja: `/token: エラーにはなりませんが IMAP・POP・SMTP には使えません。先頭のスコープでリソースが決まり、次のものは Graph の権限として読まれます: ${list}`,
          }
        : {
            en: `/token: the first scope decides, and these are read as permissions of Exchange: ${list}`,
            ja: `/token: 先頭のスコープでリソースが決まり、次のものは Exchange の権限として読まれます: ${list}`,
          },
    );
  }
  if (token.refreshToken) return said;
  const prefixed = scopes.some(
    ({ name: scope, resource }) => scope.toLowerCase() === 'offline_access' && resource !== 'openid',
  );
  said.push(
    prefixed
      ? {
          en: 'No refresh token: offline_access must stand without a resource before it',
          ja: '更新トークンは発行されません。offline_access には接頭辞を付けられません',
        }
      : {
          en: 'No refresh token: offline_access is not asked for',
          ja: '更新トークンは発行されません。offline_access が要求されていません',
        },
  );
  return said;
}

function sayRefused({ kind, number, error, scope }: Refused, where: Said): Said {
  const code = number === 0 ? error : `AADSTS${number} (${error})`;
  const about = scope === '' ? '' : `: ${scope}`;
  return kind === 'refused'
    ? { en: `${where.en}: refused with ${code}${about}`, ja: `${where.ja}: ${code} で拒否されます${about}` }
    : {
        en: `${where.en}: refused with ${code} unless the resource has this permission${about}`,
        ja: `${where.ja}: リソースにこの権限がなければ ${code} で拒否されます${about}`,
      };
}

function sameOutcome(a: ConsentForetold | Refused, b: ConsentForetold | Refused): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
