import type { Cause } from '../../cause.ts';

export const graphAnswerWithoutBody: Cause = {
  id: 'graph-answer-without-body',
  title: {
    en: '"Unexpected end of JSON input" after sendMail: 202 Accepted has no body, and the mail went out',
    ja: 'sendMail の後の「Unexpected end of JSON input」: 202 Accepted に本文はなく、メールは送信されている',
  },
  what: {
    en: 'Graph did what it was asked for and answered without a body. The program read the empty answer as JSON and reported an error.',
    ja: 'Graph は要求を実行し、本文のない応答を返しました。プログラムが空の応答を JSON として読み、エラーにしています。',
  },
  why: {
    en: 'sendMail, send, reply and forward answer 202, DELETE answers 204, both with nothing behind the headers. Sending again sends the message twice.',
    ja: 'sendMail、send、reply、forward は 202、DELETE は 204 を返し、どちらも本文がありません。もう一度送ると同じメールが 2 通届きます。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'empty-success' }, weight: 92 }],
  conditions: [
    {
      when: { noticed: 'silent-send' },
      add: -40,
      because: { en: 'the mail did not arrive', ja: 'メールが届いていない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Look into Sent Items before sending again, and update the program.',
          ja: '再送信する前に［送信済みアイテム］を確認し、プログラムを更新してください。',
        },
      ],
    },
    developer: {
      steps: [
        {
          en: 'Decide by the status, and parse a body only where there is one.',
          ja: '成否はステータスで判断し、本文がある場合だけ解析します。',
        },
      ],
      code: 'if (!response.ok) throw await response.json();\nreturn response.status === 202 || response.status === 204 ? undefined : response.json();',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph REST API, "user: sendMail"', 'RFC 9110, sections 15.3.3 and 15.3.5'],
  related: ['answer-cut-short', 'graph-send-lost'],
};
