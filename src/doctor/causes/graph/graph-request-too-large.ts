import type { Cause } from '../../cause.ts';

export const graphRequestTooLarge: Cause = {
  id: 'graph-request-too-large',
  title: {
    en: 'Graph sendMail 413 "Request Entity Too Large": more than 4 MB in one request',
    ja: 'Graph の sendMail で 413「Request Entity Too Large」: 1 回の要求が 4 MB を超えている',
  },
  what: {
    en: 'The message is larger than one request may be.',
    ja: 'メッセージが 1 回の要求の上限を超えています。',
  },
  why: {
    en: '4 MB per request; base64 leaves about 3 MB.',
    ja: '1 回の要求は 4 MB までで、base64 では実質約 3 MB です。',
  },
  symptoms: [
    { on: 'graph-error', where: { code: 'ErrorAttachmentSizeLimitExceeded' }, weight: 88 },
    { on: 'graph-error', where: { status: 413 }, weight: 90 },
    { on: 'graph-error', says: ['request entity too large', 'maximum request length exceeded'], weight: 92 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Make a draft, upload the attachments by createUploadSession (without Authorization on the PUTs), then send the draft; or send by SMTP.',
          ja: '下書きを作り、createUploadSession で添付ファイルをアップロードし（PUT には Authorization を付けません）、下書きを送信します。または SMTP で送信します。',
        },
      ],
      code: `POST /v1.0/me/messages/<id>/attachments/createUploadSession
POST /v1.0/me/messages/<id>/send`,
    },
  },
  certainty: 'documented',
  sources: ['Microsoft Graph, "Attach large files to Outlook messages"'],
  related: ['message-larger-than-mailbox-limit', 'graph-mime-not-base64'],
};
