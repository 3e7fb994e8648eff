// The explanation of an error of ours that hands on what a vendor said. The vendor's words are read from the error's fields,
// not from our sentences; what was established on the way (the token's audience, whose mailbox it is) goes in as facts.

import type { MailgrantError } from '../errors/error.ts';
import type { Explanation } from '../errors/explanation.ts';
import type { Evidence, FieldsOf } from './evidence.ts';
import { explanationOf } from './explanation.ts';
import { knowledge } from './knowledge/knowledge.ts';
import { reason } from './reason.ts';
import { recognise } from './recognise.ts';
import type { Language } from './said.ts';

/** Undefined where no vendor has spoken, or what it said is not known. */
export function explainError(error: MailgrantError, language: Language): Explanation | undefined {
  const said = evidenceOfError(error);
  if (said.length === 0) return undefined;
  const told = Object.entries(error.known).map(
    ([fact, value]): Evidence => ({
      kind: 'told',
      fact,
      value,
      place: { line: 0, quote: `${fact}=${value}` },
    }),
  );
  const explanation = explanationOf(reason([...said, ...told], knowledge().clues), language);
  return explanation.causes.length === 0 ? undefined : explanation;
}

export function evidenceOfError(error: MailgrantError): Evidence[] {
  const { code, details } = error;
  const text = (name: string): string => {
    const value = details[name];
    return typeof value === 'string' ? value : '';
  };
  const place = { line: 0, quote: (text('answer') || text('said') || error.message).slice(0, 200) };
  if (Array.isArray(details['aadsts']) && (details['aadsts'].length > 0 || text('error') !== '')) {
    const numbers = details['aadsts'].map(Number).filter(Number.isSafeInteger);
    return [
      {
        kind: 'oauth-error',
        numbers,
        error: text('error'),
        suberror: text('suberror'),
        text: text('said'),
        server: 'microsoft',
        endpoint: endpoints[text('leg')] ?? 'unknown',
        place,
      },
    ];
  }
  if (code.startsWith('graph-') && text('answer') !== '') {
    const status = details['status'] ?? error.http;
    return [
      {
        kind: 'graph-error',
        status: typeof status === 'number' ? status : 0,
        code: text('vendor'),
        text: text('answer'),
        challenge: code === 'graph-claims-challenge' ? 'insufficient_claims' : '',
        place,
      },
    ];
  }
  if (code === 'mail-connection-lost') {
    // What the server said in parting is more than that it has left.
    const silent =
      /^(?:|without a word|connection closed unexpectedly|closed by the server|given up by us|ended by us)\.?$/i.test(
        text('answer'),
      );
    return [
      replyOf(error, text('answer'), place),
      ...(silent ? [{ kind: 'own-error', code, place } as const] : []),
    ];
  }
  if (code.startsWith('mail-') && text('answer') !== '') return [replyOf(error, text('answer'), place)];
  // System errors and certificates: by their own words, as anybody else's log would have them.
  if (/^(?:net|tls)-/.test(code)) {
    return recognise(`${text('reason')} ${error.message}`, 0).map((one) => ({ ...one, place }));
  }
  if (/^(?:entra|oidc)-unreachable$/.test(code)) {
    const found = recognise(text('problem'), 0).filter(({ kind }) => kind === 'network');
    if (found.length > 0) return found.map((one) => ({ ...one, place }));
  }
  // It said that it is JSON, and was none to its end.
  if (code === 'graph-answer-not-understood' && /not JSON \(application\/json/.test(text('problem')))
    return [{ kind: 'network', problem: 'cut-short', host: text('host'), text: text('problem'), place }];
  return [{ kind: 'own-error', code, place }];
}

const endpoints: Readonly<Record<string, FieldsOf<'oauth-error'>['endpoint']>> = {
  authorize: 'authorize',
  code: 'token',
  refresh: 'token',
  app: 'token',
  device: 'device',
  metadata: 'metadata',
};

function replyOf(error: MailgrantError, answer: string, place: Evidence['place']): Evidence {
  const service = (error.known['protocol'] ?? String(error.details['service'] ?? '')).toLowerCase();
  const [, code = '', enhanced = '', rest = answer] =
    /^(\d{3})[ -](?:(\d\.\d{1,3}\.\d{1,3}) )?(.*)$/s.exec(answer) ?? [];
  const signIn = error.code === 'mail-token-refused';
  if (code !== '') {
    const status = code.startsWith('4') ? 'later' : code.startsWith('5') ? 'no' : 'ok';
    const command = signIn ? 'AUTH' : '';
    return {
      kind: 'reply',
      protocol: 'smtp',
      status,
      code: Number(code),
      enhanced,
      responseCode: '',
      command,
      text: rest,
      place,
    };
  }
  const pop = service === 'pop' || answer.startsWith('-ERR');
  return {
    kind: 'reply',
    protocol: pop ? 'pop' : service === 'smtp' ? 'smtp' : 'imap',
    status: pop
      ? 'err'
      : /not connected|throttled/i.test(answer)
        ? 'bad'
        : error.code === 'mail-connection-lost'
          ? 'bye'
          : 'no',
    code: 0,
    enhanced: '',
    responseCode: '',
    command: signIn ? (pop ? 'AUTH' : 'AUTHENTICATE') : '',
    text: answer.replace(/^-ERR /, ''),
    place,
  };
}
