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
  ])('%s: %s', (fact, text) => {
    expect(facts(text)).not.toHaveProperty([fact]);
  });
});
