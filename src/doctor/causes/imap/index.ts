import type { Cause } from '../../cause.ts';
import { graphTokenAtMailServer } from './graph-token-at-mail-server.ts';

export const imapCauses: readonly Cause[] = [graphTokenAtMailServer];
