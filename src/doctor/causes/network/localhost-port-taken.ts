import type { Cause } from '../../cause.ts';

export const localhostPortTaken: Cause = {
  id: 'localhost-port-taken',
  title: {
    en: '"Address already in use" at localhost: another program has the port of the redirect or of the proxy',
    ja: 'localhost の「Address already in use」: リダイレクトやプロキシのポートを別のプログラムが使っている',
  },
  what: {
    en: 'A program wants to listen on a port of this machine that another one has, or the browser came back from the sign-in to that other one.',
    ja: 'プログラムが待ち受けようとした端末のポートは使用中です。またはサインイン後のブラウザーが別のプログラムに戻っています。',
  },
  why: {
    en: 'Ports such as 80 and 8080 are popular with web servers, and an earlier run of the same program may still be alive.',
    ja: '80 や 8080 は Web サーバーがよく使います。同じプログラムが前回から動き続けていることもあります。',
  },
  symptoms: [
    { on: 'program-code', where: { program: 'other', code: 'EADDRINUSE' }, weight: 84 },
    { on: 'told', where: { fact: 'noticed', value: 'port-taken' }, weight: 66 },
  ],
  remedies: {
    user: {
      steps: [
        {
          en: 'End the other program, or give this one another port; for the redirect keep `http://localhost` with the new port. Entra ID takes any port there for a redirect of "Mobile and desktop applications".',
          ja: '別のプログラムを終了するか、ポートを変えます。リダイレクトは `http://localhost` に新しいポートを付けます。「モバイル アプリケーションとデスクトップ アプリケーション」の登録なら、Entra ID はどのポートも受け入れます。',
        },
      ],
      code: `ss -ltnp | grep :8080
netstat -ano | findstr :8080`,
    },
  },
  certainty: 'reported',
  sources: ['RFC 8252, section 7.3', 'public reports'],
  related: ['desktop-redirect-registered-as-web', 'connection-refused'],
};
