import type { Cause } from '../../cause.ts';

export const graphRequestPathWrong: Cause = {
  id: 'graph-request-path-wrong',
  title: {
    en: 'Graph 400 "Resource not found for the segment", 405 "Specified HTTP method is not allowed": the path of the request is wrong',
    ja: 'Graph の 400「Resource not found for the segment」・405「Specified HTTP method is not allowed」: 要求のパスが違う',
  },
  what: {
    en: 'Graph does not know this path, or not with this HTTP method.',
    ja: 'Graph にそのパスがないか、その HTTP メソッドでは呼べません。',
  },
  why: {
    en: 'A part is missing (/users/ before the address), there is one too many (a second slash), a variable was empty, or GET was sent where POST is wanted.',
    ja: 'パスの一部（アドレスの前の /users/ など）がない、スラッシュが重複している、変数が空だった、POST の代わりに GET を使った、などの場合です。',
  },
  symptoms: [
    { on: 'graph-error', says: ['resource not found for the segment'], weight: 94 },
    {
      on: 'graph-error',
      says: [
        'http method is not allowed',
        'http verb is not allowed',
        'invalid version',
        'method not allowed',
      ],
      weight: 88,
    },
    { on: 'graph-error', where: { status: 405 }, weight: 80 },
  ],
  remedies: {
    developer: {
      steps: [
        {
          en: 'Print the URL that is sent and compare it with these.',
          ja: '実際に送った URL を出力し、次の形と比べてください。',
        },
      ],
      code: 'POST /v1.0/me/sendMail\nPOST /v1.0/users/<address or id>/sendMail\nGET /v1.0/users/<address or id>/mailFolders/inbox/messages',
    },
  },
  certainty: 'reported',
  sources: ['public reports'],
  related: ['graph-user-not-found', 'graph-me-needs-a-user'],
};
