// Every recogniser, in the order in which they are asked about a line.

import type { Recogniser } from '../recognise.ts';
import { aadsts } from './aadsts.ts';
import { imapReply } from './imap-reply.ts';

export const recognisers: readonly Recogniser[] = [aadsts, imapReply];
