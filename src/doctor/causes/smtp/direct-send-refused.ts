import type { Cause } from '../../cause.ts';

export const directSendRefused: Cause = {
  id: 'direct-send-refused',
  title: {
    en: '"550 5.7.68 Direct Send not allowed for this organization": mail without sign-in is refused',
    ja: '「550 5.7.68 Direct Send not allowed for this organization」: サインインなしの送信が拒否された',
  },
  what: {
    en: 'A device or program sent mail in the name of the organization without signing in, and the organization allows that no more.',
    ja: '機器やプログラムがサインインせずに組織のアドレスで送信しましたが、組織がそれを許可していません。',
  },
  why: {
    en: 'The organization has switched RejectDirectSend on: mail from its own domains must come with a sign-in or through a connector that knows the sender.',
    ja: '組織で RejectDirectSend が有効です。自組織のドメインからのメールは、サインインするか、送信元を識別するコネクタを通す必要があります。',
  },
  symptoms: [
    { on: 'reply', where: { enhanced: ['5.7.68'] }, weight: 94 },
    { on: 'dsn', where: { status: ['5.7.68'] }, weight: 94 },
    { on: 'reply', says: ['direct send not allowed'], weight: 94 },
    { on: 'dsn', says: ['direct send not allowed'], weight: 94 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Sign in at smtp.office365.com, port 587, with STARTTLS and XOAUTH2, or send with Graph.',
          ja: 'smtp.office365.com のポート 587 に STARTTLS で接続し、XOAUTH2 でサインインして送信するか、Graph で送信します。',
        },
      ],
    },
    administrator: {
      steps: [
        {
          en: 'Make an inbound connector that knows the device by its certificate or its public IP address. To allow such mail again for everybody is the last resort.',
          ja: '証明書または公開 IP アドレスで機器を識別する受信コネクタを作成します。全体で再び許可するのは最後の手段です。',
        },
      ],
      code: 'Get-OrganizationConfig | Format-List RejectDirectSend\nNew-InboundConnector -Name "Scanners" -ConnectorType OnPremises -SenderDomains * -SenderIPAddresses <public IP address> -RestrictDomainsToIPAddresses $true',
    },
  },
  certainty: 'documented',
  sources: ['Microsoft, "Introducing more control over Direct Send in Exchange Online"'],
  related: ['smtp-not-signed-in', 'recipient-refuses-sender'],
};
