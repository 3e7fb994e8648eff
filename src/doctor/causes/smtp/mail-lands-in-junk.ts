import type { Cause } from '../../cause.ts';

export const mailLandsInJunk: Cause = {
  id: 'mail-lands-in-junk',
  title: {
    en: 'Sent mail lands in the junk or spam folder, and nothing was refused',
    ja: '送信は成功するのに迷惑メール フォルダーに入る',
  },
  what: {
    en: 'The message was accepted and delivered; the filter of the receiver put it aside.',
    ja: 'メッセージは受け付けられて配信され、受信側のフィルターが振り分けました。',
  },
  why: {
    en: "Most often the domain in From does not vouch for the server: SPF, DKIM or DMARC is missing or is another domain's. A young tenant, an `onmicrosoft.com` sender and links to other sites add to it.",
    ja: '多くの場合、差出人のドメインの SPF、DKIM、DMARC が無いか、別のドメインのものです。新しいテナント、`onmicrosoft.com` の差出人、他サイトへのリンクも影響します。',
  },
  symptoms: [{ on: 'told', where: { fact: 'noticed', value: 'lands-in-junk' }, weight: 66 }],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Read `Authentication-Results` and `X-Forefront-Antispam-Report` (SFV, SCL, CAT) in a copy that was received. Send as the mailbox that signs in, with Date, Message-ID and a text part.',
          ja: '受信したメールの `Authentication-Results` と `X-Forefront-Antispam-Report`（SFV、SCL、CAT）を確認します。サインインしたメールボックスを差出人にし、Date、Message-ID、テキスト部を付けます。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Publish SPF with `include:spf.protection.outlook.com`, switch on DKIM for the domain (Defender portal > Email authentication settings) and publish DMARC.',
          ja: 'SPF に `include:spf.protection.outlook.com` を含め、ドメインの DKIM（Defender ポータル >［メール認証の設定］）を有効にし、DMARC を公開します。',
        },
      ],
    },
  },
  certainty: 'reported',
  sources: ['Microsoft, "Email authentication in cloud organizations"', 'public reports'],
  related: ['sender-authentication-failed'],
};
