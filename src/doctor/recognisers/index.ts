// Every recogniser, in the order in which they are asked about a line: commands before replies, because a reply is told by
// the command that it answers.

import type { Recogniser } from '../recogniser.ts';
import { aadsts } from './aadsts.ts';
import { bearerCode } from './bearer-code.ts';
import { challenge } from './challenge.ts';
import { codeAlone } from './code-alone.ts';
import { complaint } from './complaint.ts';
import { deliveryStatus } from './delivery-status.ts';
import { entraError } from './entra-error.ts';
import { entraSentences } from './entra-sentences.ts';
import { entraWords } from './entra-words.ts';
import { errorName } from './error-name.ts';
import { errorRedirect } from './error-redirect.ts';
import { ewsWords } from './ews-words.ts';
import { exchangeWords } from './exchange-words.ts';
import { followedGuide } from './followed-guide.ts';
import { graphError } from './graph-error.ts';
import { identityRequest } from './identity-request.ts';
import { imapReply } from './imap-reply.ts';
import { mailCommand } from './mail-command.ts';
import { mailHost } from './mail-host.ts';
import { mailSettings } from './mail-settings.ts';
import { networkError } from './network-error.ts';
import { oddAnswers } from './odd-answers.ts';
import { plainSentences } from './plain-sentences.ts';
import { popReply } from './pop-reply.ts';
import { programCode } from './program-code.ts';
import { quotedCode } from './quoted-code.ts';
import { saslBearer } from './sasl-bearer.ts';
import { scopeList } from './scope-list.ts';
import { smtpReply } from './smtp-reply.ts';
import { token } from './token.ts';
import { tokenAnswer } from './token-answer.ts';
import { tokenClaims } from './token-claims.ts';
import { told } from './told/told.ts';
import { wayBack } from './way-back.ts';

export const recognisers: readonly Recogniser[] = [
  mailCommand,
  imapReply,
  popReply,
  smtpReply,
  quotedCode,
  codeAlone,
  exchangeWords,
  ewsWords,
  challenge,
  identityRequest,
  entraError,
  errorRedirect,
  aadsts,
  entraWords,
  entraSentences,
  errorName,
  graphError,
  token,
  tokenAnswer,
  tokenClaims,
  saslBearer,
  bearerCode,
  scopeList,
  deliveryStatus,
  plainSentences,
  wayBack,
  networkError,
  programCode,
  mailHost,
  mailSettings,
  followedGuide,
  oddAnswers,
  complaint,
  told,
];
