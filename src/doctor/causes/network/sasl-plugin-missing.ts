import type { Cause } from '../../cause.ts';

export const saslPluginMissing: Cause = {
  id: 'sasl-plugin-missing',
  title: {
    en: '"No worthy mechs found" or "Unable to find a callback": the SASL library of this machine does not know XOAUTH2',
    ja: '「No worthy mechs found」「Unable to find a callback」: この端末の SASL ライブラリが XOAUTH2 に対応していない',
  },
  what: {
    en: 'The program asked the SASL library of this machine for a way to sign in, and there was none that both sides know. Nothing was sent to the server.',
    ja: 'プログラムが端末の SASL ライブラリにサインイン方式を求めましたが、サーバーと共通の方式がありませんでした。サーバーには何も送られていません。',
  },
  why: {
    en: 'Cyrus SASL, which mbsync, Postfix and others use, brings no XOAUTH2; a plugin does.',
    ja: 'mbsync や Postfix などが使う Cyrus SASL には XOAUTH2 が含まれておらず、プラグインが必要です。',
  },
  symptoms: [{ on: 'program-code', where: { program: 'other', code: 'SASL' }, weight: 88 }],
  remedies: {
    administrator: {
      steps: [
        {
          en: 'Install a plugin for XOAUTH2 (sasl-xoauth2 or cyrus-sasl-xoauth2) where the library looks for its plugins, and list what it knows with `pluginviewer`.',
          ja: 'ライブラリがプラグインを探す場所に XOAUTH2 のプラグイン（sasl-xoauth2 または cyrus-sasl-xoauth2）を入れ、`pluginviewer` で方式の一覧を確認してください。',
        },
        {
          en: 'Let the program use that mechanism: `AuthMechs XOAUTH2` in mbsync, `smtp_sasl_mechanism_filter = xoauth2` in Postfix.',
          ja: 'プログラムがその方式を使うように設定します。mbsync は `AuthMechs XOAUTH2`、Postfix は `smtp_sasl_mechanism_filter = xoauth2` です。',
        },
      ],
      code: 'pluginviewer -c | grep -i xoauth2',
    },
  },
  certainty: 'reported',
  sources: ['RFC 4422', 'public reports'],
  related: ['smtp-mechanism-not-offered', 'oauthbearer-at-exchange'],
};
