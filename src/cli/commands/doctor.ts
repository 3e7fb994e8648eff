// mailgrant doctor: looks at everything an account needs, prints each result as it comes, and ends with what to do next.

import { worldOfStranger } from '../../app/doctor.ts';
import { mailTunnel, webTunnel } from '../../app/ways-out.ts';
import { systemClock } from '../../base/clock.ts';
import { Secret } from '../../base/secret.ts';
import { services } from '../../base/token-source.ts';
import { conclude } from '../../doctor/checks/conclude.ts';
import { checks } from '../../doctor/checks/index.ts';
import { accountLines } from '../../doctor/checks/report/account-lines.ts';
import { Transcript } from '../../doctor/checks/report/transcript.ts';
import { type CheckResult, runChecks } from '../../doctor/checks/run-checks.ts';
import type { Language } from '../../doctor/said.ts';
import { fail } from '../../errors/error.ts';
import { createFetch } from '../../net/fetch.ts';
import { type Call, type Command, optionText } from '../command.ts';
import { languageFor, tokenGiven } from '../doctor-input.ts';
import { jsonFields, pick } from '../output.ts';
import { isReportFile, putReport, reportWanted } from '../report-file.ts';
import { resultLine, whyLines } from '../screen/check-lines.ts';
import { networkOptions } from '../tokens-options.ts';

const fields = ['id', 'title', 'verdict', 'seen', 'tookMs', 'explanation', 'next'] as const;

export const doctor: Command = {
  name: 'doctor',
  summary: 'Look at everything that an account needs, and say what is wrong and what to do',
  examples: [
    { line: 'mailgrant doctor anna', does: 'network, tenant, grant, tokens, IMAP, POP, SMTP and Graph' },
    { line: 'mailgrant doctor anna --mailbox sales@contoso.com', does: 'a shared mailbox' },
    {
      line: 'mailgrant doctor anna --report',
      does: 'also write all of it, without secrets, to a file for a ticket',
    },
    {
      line: 'mailgrant doctor --user a@contoso.com --host outlook.office365.com --token - < token.txt',
      does: 'a mailbox that is not connected here',
    },
  ],
  args: [{ name: 'account', about: 'short name or address', required: false }],
  options: [
    { flags: '--mailbox <address>', about: 'a shared mailbox instead of the own one' },
    { flags: '--notification-url <url>', about: 'also see whether this endpoint answers Graph' },
    { flags: '--send', about: 'also send one message to the mailbox itself, find it and delete it' },
    { flags: '--user <address>', about: 'the mailbox, where no account is named' },
    { flags: '--host <host>', about: 'its server, with a port or without' },
    { flags: '--protocol <name>', about: 'what to speak there', choices: services },
    { flags: '--token <file>', about: 'the token: a file, or - for standard input' },
    {
      flags: '--report [file]',
      about:
        'write what was seen and said, without secrets; the file with a slash or an ending; - for standard output',
      means: isReportFile,
    },
    { flags: '--mask-addresses', about: 'give mail addresses in the report other names' },
    { flags: '--lang <language>', about: 'the language of the answer', choices: ['en', 'ja'] },
  ],
  json: fields,
  async run(call) {
    const language = languageFor(call);
    const json = jsonFields(call, fields);
    const { wanted, toStdout } = reportWanted(call);
    // The report is the result then, and everything else is talk.
    const say = toStdout ? call.streams.err : call.streams.out;
    const onResult = (result: CheckResult): void => {
      if (!json) say(resultLine(result, call.streams));
    };
    const ref = call.args[0];
    const clock = systemClock();
    const transcript = wanted ? new Transcript(clock) : undefined;
    const visit = { language, onResult, transcript };
    const results = ref === undefined ? await ofStranger(call, visit) : await ofAccount(call, ref, visit);
    const conclusion = conclude(results, ref, language);
    if (json) {
      call.streams.out(
        JSON.stringify(
          results.map((result) => pick({ ...result }, json)),
          null,
          call.streams.outIsTerminal ? 2 : undefined,
        ),
      );
    } else {
      const { verdict, sentence, command } = conclusion;
      for (const line of whyLines(results, call.streams)) say(line);
      say('');
      say(verdict === 'ok' ? call.streams.paint.green(sentence) : call.streams.paint.bold(sentence));
      // Not what is being done right now.
      if (command !== undefined && !(wanted && command.endsWith('--report'))) say(command);
    }
    if (transcript) {
      const { world, secrets } = transcript;
      await putReport(call, {
        ...(await transcript.talks()),
        atMs: clock.now(),
        language,
        subject: `doctor ${world?.address ?? ref ?? ''}`,
        conclusion,
        results,
        account: world ? accountLines(world) : [],
        secrets,
        names: [ref ?? ''],
      });
    }
    if (conclusion.verdict === 'failed')
      throw fail('doctor-found', { count: results.filter((one) => one.verdict === 'failed').length });
  },
};

interface Visit {
  readonly language: Language;
  readonly onResult: (result: CheckResult) => void;
  readonly transcript: Transcript | undefined;
}

async function ofAccount(call: Call, ref: string, visit: Visit): Promise<readonly CheckResult[]> {
  const { transcript } = visit;
  const mailgrant = await call.open(transcript && ((send) => transcript.through(send)));
  return mailgrant.doctor(ref, {
    ...visit,
    signal: call.signal,
    address: optionText(call, 'mailbox'),
    send: call.options['send'] === true,
    notificationUrl: optionText(call, 'notificationUrl'),
  });
}

async function ofStranger(call: Call, visit: Visit): Promise<readonly CheckResult[]> {
  const { language, onResult, transcript } = visit;
  const user = optionText(call, 'user');
  if (call.options['send'] === true) {
    throw fail('usage', {
      problem: '--send wants an account that is connected',
      help: 'mailgrant help doctor',
    });
  }
  const token = await tokenGiven(call, 'mailgrant doctor --user a@contoso.com --token - < token.txt');
  if (user === undefined || token === undefined) {
    const problem = 'an account is missing, or --user and --token of a mailbox that is not connected here';
    throw fail('usage', { problem, help: 'mailgrant help doctor' });
  }
  const ways = networkOptions(await call.settings());
  const { caPem, proxy } = ways;
  const send = await createFetch({ caPem, proxy });
  const protocol = services.find((service) => service === optionText(call, 'protocol'));
  const world = worldOfStranger({
    user,
    token: new Secret(token.trim()),
    host: optionText(call, 'host'),
    protocol,
    ca: caPem,
    tunnels: { mail: await mailTunnel(ways), web: await webTunnel(ways) },
    fetch: transcript ? transcript.through(send) : send,
    clock: systemClock(),
  });
  return runChecks(checks, transcript ? transcript.on(world) : world, {
    language,
    signal: call.signal,
    onResult,
  });
}
