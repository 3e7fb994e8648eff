// One fact, many wordings: what told.ts hears must not hang on how somebody put it. Each row was written down before the
// expression that hears it, and beside the facts stands what sounds like them and tells nothing.

import { describe, expect, it } from 'vitest';
import { factsOf } from '../derive.ts';
import type { Facts } from '../facts.ts';
import { recognise } from '../recognise.ts';

const nowMs = Date.UTC(2026, 10, 26);
const facts = (text: string): Facts => factsOf(recognise(text, nowMs));

const wordings: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'licence',
    'no',
    [
      'The user has no Exchange Online plan.',
      'There is no Exchange plan assigned to that account yet.',
      'The licence was removed from the mailbox last week.',
      "The service account isn't licensed.",
      'We took away its licence in the clean-up.',
      'An Exchange Online licence is not assigned.',
      'Exchange Online のプランが割り当てられていません。',
      '先週ライセンスを外しました。',
      'Dem Konto wurde die Lizenz entzogen.',
      'El usuario está sin licencia.',
    ],
  ],
  [
    'flow',
    'password',
    [
      'The activity uses the authentication type UsernameAndPassword.',
      'We use UsernamePasswordCredential of azure-identity.',
      'Auth mode: user name and password, tenant id and client id are filled in.',
      'The grant type is username/password.',
      'It signs in by ROPC.',
      'ユーザー名とパスワードのフローを使っています（パスワード フロー）。',
    ],
  ],
  [
    'noticed',
    'sent-twice',
    [
      'Each message is in Sent Items twice.',
      'Our outgoing mails show up two times in the Sent folder.',
      'There are two copies of everything in sent items.',
      'We see duplicates in Sent.',
      '送信済みアイテムに同じメールが 2 通ずつ入ります。',
      'Jede Mail liegt doppelt in Gesendete Elemente.',
      'Todos los correos aparecen duplicados en Enviados.',
    ],
  ],
  [
    'noticed',
    'signs-in-again',
    [
      'Users must sign in again every hour.',
      'An hour later the users have to connect again.',
      'It asks me to reauthorize after an hour.',
      'Everybody has to log in again, roughly each hour.',
      'After one hour they need to reconnect their mailbox.',
      '1 時間ほどで再ログインが必要になります。',
      'Nach einer Stunde müssen sich alle neu anmelden.',
    ],
  ],
  [
    'sign-in.mechanism',
    'xoauth2',
    [
      'Method is OAuth2.',
      'The authentication method is set to OAuth2.',
      'Auth type: OAuth 2',
      '認証方式は OAuth2 です。',
      'Die Authentifizierungsmethode ist OAuth2 und der Port 993.',
    ],
  ],
];

describe.each(wordings)('%s: %s', (fact, value, told) => {
  it.each(told)('%s', (text) => {
    expect(facts(text)).toMatchObject({ [fact]: [value] });
  });
});

describe('nothing of it is told by', () => {
  it.each<[string, string]>([
    ['licence', 'The licence of the library is MIT.'],
    ['licence', 'Is there an Exchange licence on the account?'],
    ['licence', 'The mailbox is licensed.'],
    ['flow', 'User name and password are right.'],
    ['noticed', 'I sent it to support twice, an hour later they answered.'],
    ['sign-in.mechanism', 'Should I change the method to OAuth2?'],
  ])('%s: %s', (fact, text) => {
    expect(facts(text)).not.toHaveProperty([fact]);
  });
});
