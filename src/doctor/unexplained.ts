// A refusal of which no cause is known: what its own form says, by the protocol it belongs to, and where to look further.
// Without it an unknown number would look like nothing being wrong.

import type { Evidence, EvidenceOf } from './evidence.ts';
import type { Said } from './said.ts';
import { isRefusal } from './settle.ts';

export interface Unexplained {
  readonly what: Said;
  readonly next: readonly Said[];
}

/** Of the first refusal in it; undefined where nobody has refused. */
export function unexplained(evidence: readonly Evidence[]): Unexplained | undefined {
  for (const one of evidence) {
    const known = of(one);
    if (known) return known;
  }
  return undefined;
}

function of(one: Evidence): Unexplained | undefined {
  if (one.kind === 'oauth-error') return ofIdentityServer(one);
  if (one.kind === 'graph-error') return ofGraph(one);
  if (one.kind === 'reply' && one.enhanced === '') return ofMailServer(one);
  if (one.kind === 'reply') return ofDelivery(one.enhanced);
  if (one.kind === 'dsn') return ofDelivery(one.status);
  // What is wrong with a token is a cause by itself.
  return isRefusal(one) && one.kind !== 'token' ? { what: unknownFailure, next: [moreOfIt] } : undefined;
}

/** @param name - the code that it gave; '' where it gave none */
function refusedWith(who: Said, name: string): Said {
  return {
    en: `${who.en} refused${name && ` with ${name}`}, and no cause of that is known here.`,
    ja: `${who.ja}が${name && ` ${name} で`}拒否しましたが、その原因はここでは分かりません。`,
  };
}

const identityServer: Said = { en: 'The identity server', ja: 'ID サーバー' };
const graph: Said = { en: 'Graph', ja: 'Graph ' };
const mailServer: Said = { en: 'The mail server', ja: 'メールサーバー' };

const unknownFailure: Said = {
  en: 'Something failed, and no cause of that is known here.',
  ja: '何かが失敗していますが、その原因はここでは分かりません。',
};

const moreOfIt: Said = {
  en: 'Give more of it, the lines before and after or the whole log: `mailgrant explain < debug.log`',
  ja: '前後の行、またはログ全体を渡してください: `mailgrant explain < debug.log`',
};

function ofIdentityServer({ numbers, error, server }: EvidenceOf<'oauth-error'>): Unexplained | undefined {
  const [number] = numbers;
  if (number === undefined && error === '') return undefined;
  const what = refusedWith(identityServer, number === undefined ? error : `AADSTS${number}`);
  if (number === undefined && server !== 'microsoft') return { what, next: [moreOfIt] };
  const lookUp: Said = {
    en: `Microsoft describes its numbers at https://login.microsoftonline.com/error?code=${number}`,
    ja: `Microsoft の番号の説明: https://login.microsoftonline.com/error?code=${number}`,
  };
  return { what, next: [...(number === undefined ? [] : [lookUp]), signInLog] };
}

const signInLog: Said = {
  en: 'The administrator finds this sign-in by its correlation id and time in the Entra admin center, Monitoring & health > Sign-in logs; its failure reason says more.',
  ja: '管理者は Entra 管理センターの「監視と正常性」>「サインイン ログ」で、関連付け ID と時刻からこのサインインを探せます。失敗の理由がそこに書かれています。',
};

function ofGraph({ status, code }: EvidenceOf<'graph-error'>): Unexplained | undefined {
  if (status > 0 && status < 400) return undefined;
  const name = [status === 0 ? '' : String(status), code].filter((part) => part !== '').join(' ');
  const what = refusedWith(graph, name);
  if (status === 0) return { what, next: [moreOfIt, graphSupport] };
  return { what, next: [status === 429 || status >= 500 ? graphsOwn : requestsOwn, graphSupport] };
}

const graphsOwn: Said = {
  en: 'By its status the trouble is on the side of Graph: the same request may pass later, after `Retry-After` if there is one.',
  ja: '状態コードからみて Graph 側の問題です。同じ要求は後で成功することがあります (`Retry-After` があればその時間の後)。',
};

const requestsOwn: Said = {
  en: 'The same request gets the same answer: compare its path, query and body with the page of that request in the Graph reference.',
  ja: '同じ要求には同じ応答が返ります。パス、クエリ、本文を Graph リファレンスのその要求のページと比べてください。',
};

const graphSupport: Said = {
  en: "Microsoft's support finds it by `request-id` and `date` of the answer.",
  ja: 'Microsoft のサポートは応答の `request-id` と `date` から調べられます。',
};

function ofMailServer(one: EvidenceOf<'reply'>): Unexplained | undefined {
  if (!isRefusal(one)) return undefined;
  const what = one.status === 'no' && one.code > 0 ? forGood : (replies[one.status] ?? unknownFailure);
  return { what, next: [moreOfIt] };
}

/** RFC 9051 section 7.1, RFC 1939 section 3, RFC 5321 section 4.2.1. */
const replies: Readonly<Record<string, Said>> = {
  no: {
    en: 'The mail server refused (NO), and no cause of that is known here. The command was understood; what it asks for is not given.',
    ja: 'メールサーバーが拒否しました (NO)。その原因はここでは分かりません。コマンドは理解されましたが、実行されませんでした。',
  },
  bad: {
    en: 'The mail server did not take the command (BAD), and no cause of that is known here: it is not written as the server wants it, or not permitted at this point.',
    ja: 'メールサーバーがコマンドを受け付けませんでした (BAD)。その原因はここでは分かりません。書き方が違うか、この時点では許されないコマンドです。',
  },
  err: {
    en: 'The mail server refused (-ERR), and no cause of that is known here.',
    ja: 'メールサーバーが拒否しました (-ERR)。その原因はここでは分かりません。',
  },
  later: {
    en: 'The mail server refused for now (4xx), and no cause of that is known here. The same may pass later.',
    ja: 'メールサーバーが一時的に拒否しました (4xx)。その原因はここでは分かりません。後で成功することがあります。',
  },
  bye: {
    en: 'The mail server ended the session (BYE), and no cause of that is known here.',
    ja: 'メールサーバーがセッションを終了しました (BYE)。その原因はここでは分かりません。',
  },
};

const forGood: Said = {
  en: 'The mail server refused for good (5xx), and no cause of that is known here. The same gets the same answer again.',
  ja: 'メールサーバーが恒久的に拒否しました (5xx)。その原因はここでは分かりません。同じことを繰り返しても同じ応答になります。',
};

/** A status as RFC 3463 has it: whether for good, and what it is about. */
function ofDelivery(status: string): Unexplained | undefined {
  const [permanence = '', subject = ''] = status.split('.');
  const lasting = permanences[permanence];
  const about = subjects[subject] ?? untold;
  if (!lasting) return undefined;
  const { en, ja } = refusedWith(mailServer, status);
  return {
    what: {
      en: `${en} Its digits say: ${lasting.en}, because of ${about.en}.`,
      ja: `${ja} 数字の意味: ${lasting.ja}、${about.ja}。`,
    },
    next: [moreOfIt],
  };
}

/** RFC 3463 section 2. */
const permanences: Readonly<Record<string, Said>> = {
  '4': { en: 'for now (the same may pass later)', ja: '一時的 (後で成功することがあります)' },
  '5': { en: 'for good', ja: '恒久的' },
};

const untold: Said = { en: 'something that it does not tell', ja: '理由は示されていません' };

/** RFC 3463 section 3. */
const subjects: Readonly<Record<string, Said>> = {
  '1': { en: 'an address', ja: 'アドレスに関すること' },
  '2': { en: "the recipient's mailbox", ja: '宛先のメールボックスに関すること' },
  '3': { en: 'the mail system itself', ja: 'メールシステム自体に関すること' },
  '4': { en: 'the network or the routing', ja: 'ネットワークまたは経路に関すること' },
  '5': { en: 'a command, or something in its order', ja: 'コマンドまたはその順序に関すること' },
  '6': { en: "the message's content", ja: 'メッセージの内容に関すること' },
  '7': { en: 'security or a policy', ja: 'セキュリティまたはポリシーに関すること' },
};
