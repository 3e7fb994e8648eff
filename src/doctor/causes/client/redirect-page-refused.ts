import type { Cause } from '../../cause.ts';

export const redirectPageRefused: Cause = {
  id: 'redirect-page-refused',
  title: {
    en: "403 or 404 at the redirect URI: Microsoft's part went through, the program's own web server refuses the callback",
    ja: 'リダイレクト URI で 403 や 404: Microsoft 側は成功し、プログラム自身の Web サーバーがコールバックを拒否した',
  },
  what: {
    en: 'The browser came back with a code, and the web server in front of the program did not let it in.',
    ja: 'ブラウザーはコードを持って戻りましたが、プログラムの手前の Web サーバーが受け付けませんでした。',
  },
  why: {
    en: 'A rule of the web server or its firewall (ModSecurity takes the long code or a URL in the query for an attack), a path that is not routed to the program, a redirect URI with another path than the program has, or a host that this browser does not reach.',
    ja: 'Web サーバーやファイアウォールの規則（ModSecurity が長いコードやクエリ内の URL を攻撃とみなす）、プログラムに届かないパス、プログラムと異なるパスのリダイレクト URI、ブラウザーから届かないホストが原因です。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'callback-refused' }, weight: 84 }],
  remedies: {
    administrator: {
      steps: [
        {
          en: "Look into the web server's log for the request with `code=`: it names the rule, or the path that was not found. Let that one path through, without the rule.",
          ja: 'Web サーバーのログで `code=` を含む要求を探します。規則の名前か、見つからなかったパスが分かります。そのパスだけ規則の対象から外して通します。',
        },
        {
          en: 'Microsoft itself never opens the address, only the browser of whoever signs in: a name that is known inside, with https, will do.',
          ja: 'Microsoft がこのアドレスを開くことはなく、開くのはサインインする人のブラウザーだけです。社内でだけ通じる名前でも、https なら使えます。',
        },
        {
          en: 'Compare the path of the redirect URI with what the program shows, its base folder and `index.php` included.',
          ja: 'リダイレクト URI のパスを、ベースフォルダーや `index.php` も含めて、プログラムが示すものと比べます。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['OWASP CRS, issues on OAuth callbacks', 'public reports'],
  related: ['redirect-uri-not-registered', 'oauth-state-mismatch'],
};
