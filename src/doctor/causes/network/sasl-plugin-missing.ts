import type { Cause } from '../../cause.ts';

export const saslPluginMissing: Cause = {
  id: 'sasl-plugin-missing',
  title: {
    en: '"No worthy mechs found", "Unable to find a callback", "unknown auth type XOAUTH2": the library on this machine does not know XOAUTH2',
    ja: '「No worthy mechs found」「Unable to find a callback」「unknown auth type XOAUTH2」: この端末のライブラリが XOAUTH2 に対応していない',
  },
  what: {
    en: 'The program asked the SASL library of this machine for a way to sign in, and there was none that both sides know. Nothing was sent to the server.',
    ja: 'プログラムが端末の SASL ライブラリにサインイン方式を求めましたが、サーバーと共通の方式がありませんでした。サーバーには何も送られていません。',
  },
  why: {
    en: 'Cyrus SASL, which mbsync, Postfix and others use, brings no XOAUTH2; a plugin does. A mail library may be too old for it, or an older copy of it is loaded than the one that was installed.',
    ja: 'mbsync や Postfix などが使う Cyrus SASL には XOAUTH2 が含まれておらず、プラグインが必要です。メールのライブラリが古いか、入れたものより古い版が読み込まれていることもあります。',
  },
  symptoms: [{ on: 'program-code', where: { program: 'other', code: 'SASL' }, weight: 88 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Update the mail library, or register the mechanism with it (Ruby: net-imap 0.3 or later, in the Gemfile), and print the version that is loaded.',
          ja: 'メールのライブラリを更新するか方式を登録し（Ruby なら net-imap 0.3 以降を Gemfile に）、読み込まれている版を表示して確認してください。',
        },
      ],
    },
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
