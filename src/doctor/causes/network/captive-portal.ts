import type { Cause } from '../../cause.ts';

export const captivePortal: Cause = {
  id: 'captive-portal',
  title: {
    en: '"Unexpected token < in JSON": a web page came where Microsoft should have answered (captive portal or proxy)',
    ja: '「Unexpected token < in JSON」: Microsoft の応答ではなく Web ページが返された（キャプティブ ポータルまたはプロキシ）',
  },
  what: {
    en: 'The request for a token or for mail was answered with an HTML page and a status that says all is well, or with a redirect to somewhere else.',
    ja: 'トークンやメールの要求に対して、成功のステータスで HTML ページが返されたか、別の場所へリダイレクトされました。',
  },
  why: {
    en: 'Guest networks show their own page until somebody agrees to their terms; proxies and firewalls show one where they refuse. Nothing of it comes from Microsoft.',
    ja: '来客用ネットワークは利用規約に同意するまで独自のページを返します。プロキシやファイアウォールも拒否の際にページを返します。Microsoft からの応答ではありません。',
  },
  symptoms: [
    {
      on: 'own-error',
      where: {
        code: [
          'entra-not-json',
          'oidc-not-json',
          'graph-answer-not-understood',
          'entra-redirected',
          'oidc-redirected',
        ],
      },
      weight: 85,
    },
    { on: 'network', where: { problem: 'redirected' }, weight: 78 },
    { on: 'network', where: { problem: 'not-json' }, weight: 82 },
    {
      on: 'network',
      says: ['unexpected token < in json', 'is not valid json', 'captive portal', 'doctype html'],
      weight: 70,
    },
  ],
  conditions: [
    {
      when: { noticed: 'empty-success' },
      add: -45,
      because: { en: 'an answer of this kind has no body', ja: 'この種の応答には本文がない' },
    },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'Open any web page in a browser on this machine and agree to what the network asks; then try again.',
          ja: 'このマシンのブラウザーで任意のページを開き、ネットワークの確認画面に同意してから、もう一度試してください。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Let login.microsoftonline.com, graph.microsoft.com and the mail servers through the proxy without a page of its own.',
          ja: 'login.microsoftonline.com、graph.microsoft.com とメールサーバーへの通信を、プロキシで中断せずに許可してください。',
        },
      ],
    },
  },
  certainty: 'inferred',
  sources: ['RFC 8952 (captive portals)', 'public reports'],
  related: ['proxy-refuses', 'tls-is-intercepted'],
};
