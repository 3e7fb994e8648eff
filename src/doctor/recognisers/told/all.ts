// All sentences that told.ts listens for.

import { ofApp } from './app.ts';
import { ofConnection } from './connection.ts';
import { ofMailbox } from './mailbox.ts';
import { noticed } from './noticed.ts';
import { ofScopes } from './scopes.ts';
import type { Told } from './sentence.ts';
import { ofSignIn } from './sign-in.ts';
import { ofToken } from './token.ts';

export const allSentences: readonly Told[] = [
  ...ofMailbox,
  ...ofSignIn,
  ...ofToken,
  ...ofApp,
  ...ofScopes,
  ...ofConnection,
  ...noticed,
];
