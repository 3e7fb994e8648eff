// mailgrant doctor: looks at everything an account needs, prints each result as it comes, and ends with what to do next.

import { worldOfStranger } from '../../app/doctor.ts';
import { systemClock } from '../../base/clock.ts';
import { Secret } from '../../base/secret.ts';
import { services } from '../../base/token-source.ts';
import { conclude } from '../../doctor/checks/conclude.ts';
import { checks } from '../../doctor/checks/index.ts';
import { type CheckResult, runChecks } from '../../doctor/checks/run-checks.ts';
import type { Language } from '../../doctor/said.ts';
import { fail } from '../../errors/error.ts';
import { createFetch } from '../../net/fetch.ts';
import { networkOptions } from '../call.ts';
import { type Call, type Command, optionText } from '../command.ts';
import { languageFor, tokenGiven } from '../doctor-input.ts';
import { jsonFields, pick } from '../output.ts';
import { resultLine, whyLines } from '../screen/check-lines.ts';

const fields = ['id', 'title', 'verdict', 'seen', 'tookMs', 'explanation', 'next'] as const;

export const doctor: Command = {
  name: 'doctor',
  summary: 'Look at everything that an account needs, and say what is wrong and what to do',
  examples: [
    { line: 'mailgrant doctor anna', does: 'network, tenant, grant, tokens, IMAP, POP, SMTP and Graph' },
    { line: 'mailgrant doctor anna --mailbox sales@contoso.com', does: 'a shared mailbox' },
    {
      line: 'mailgrant doctor --user a@contoso.com --host outlook.office365.com --token - < token.txt',
      does: 'a mailbox that is not connected here',
    },
  ],
  args: [{ name: 'account', about: 'short name or address', required: false }],
  options: [
    { flags: '--mailbox <address>', about: 'a shared mailbox instead of the own one' },
    { flags: '--notification-url <url>', about: 'also see whether this endpoint answers Graph' },
    { flags: '--user <address>', about: 'the mailbox, where no account is named' },
    { flags: '--host <host>', about: 'its server, with a port or without' },
    { flags: '--protocol <name>', about: 'what to speak there', choices: services },
    { flags: '--token <file>', about: 'the token: a file, or - for standard input' },
    { flags: '--lang <language>', about: 'the language of the answer', choices: ['en', 'ja'] },
  ],
  json: fields,
  async run(call) {
    const language = languageFor(call);
    const json = jsonFields(call, fields);
    const onResult = (result: CheckResult): void => {
      if (!json) call.streams.out(resultLine(result, call.streams));
    };
    const ref = call.args[0];
    const results =
      ref === undefined
        ? await ofStranger(call, language, onResult)
        : await ofAccount(call, ref, language, onResult);
    if (json) {
      call.streams.out(
        JSON.stringify(
          results.map((result) => pick({ ...result }, json)),
          null,
          call.streams.outIsTerminal ? 2 : undefined,
        ),
      );
    } else {
      for (const line of whyLines(results, call.streams)) call.streams.out(line);
    }
    const { verdict, sentence, command } = conclude(results, ref, language);
    if (!json) {
      call.streams.out('');
      call.streams.out(
        verdict === 'ok' ? call.streams.paint.green(sentence) : call.streams.paint.bold(sentence),
      );
      if (command !== undefined) call.streams.out(command);
    }
    if (verdict === 'failed')
      throw fail('doctor-found', { count: results.filter((one) => one.verdict === 'failed').length });
  },
};

async function ofAccount(
  call: Call,
  ref: string,
  language: Language,
  onResult: (result: CheckResult) => void,
): Promise<readonly CheckResult[]> {
  const mailgrant = await call.open();
  return mailgrant.doctor(ref, {
    language,
    onResult,
    signal: call.signal,
    address: optionText(call, 'mailbox'),
    notificationUrl: optionText(call, 'notificationUrl'),
  });
}

async function ofStranger(
  call: Call,
  language: Language,
  onResult: (result: CheckResult) => void,
): Promise<readonly CheckResult[]> {
  const user = optionText(call, 'user');
  const token = await tokenGiven(call, 'mailgrant doctor --user a@contoso.com --token - < token.txt');
  if (user === undefined || token === undefined) {
    const problem = 'an account is missing, or --user and --token of a mailbox that is not connected here';
    throw fail('usage', { problem, help: 'mailgrant help doctor' });
  }
  const { caPem, proxy } = networkOptions(await call.settings());
  const protocol = services.find((service) => service === optionText(call, 'protocol'));
  const world = worldOfStranger({
    user,
    token: new Secret(token.trim()),
    host: optionText(call, 'host'),
    protocol,
    ca: caPem,
    fetch: await createFetch({ caPem, proxy }),
    clock: systemClock(),
  });
  return runChecks(checks, world, { language, signal: call.signal, onResult });
}
