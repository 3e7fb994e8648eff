// How an explanation looks: the likeliest cause in full, what else it may be in a line each, and the question that would
// decide. The same words in a terminal and in a pipe, where there is no colour and lines are not broken.

import type { ExplainedCause, Explanation, Reader, Sureness } from '../../errors/explanation.ts';
import type { Paint, Streams } from '../streams.ts';
import type { wrap } from './wrap.ts';

export type ExplanationScreen = Pick<Streams, 'width' | 'paint'> & {
  /** Handed in for a terminal: measuring text takes a table of Unicode, which a pipe does not wait for. */
  readonly wrap: typeof wrap | undefined;
};
type Screen = ExplanationScreen;
type Language = Explanation['language'];

const labels = {
  en: {
    what: 'What happened',
    why: 'Why',
    user: 'What you can do',
    developer: 'What the developer can do',
    administrator: 'What the administrator can do',
    read: 'Known from',
    seen: 'Seen in',
    also: 'It may also be',
    found: 'Also found',
    ask: 'To be sure',
    points: 'Points',
    related: 'Near to it',
    line: 'line #',
    'public reports': 'public reports',
    documented: 'documented',
    reported: 'reported',
    inferred: 'inferred',
    unsettled: 'unsettled',
    none: 'This was recognised, and nothing is wrong with it.',
    scopes: 'The scopes',
    answers: 'What Entra ID will answer',
    right: 'Nothing is to be changed.',
    authorize: 'Ask for consent at /authorize with',
    redeem: 'Redeem the code at /token with',
    refresh: 'Get the other token with the refresh token and',
    certain: 'certain',
    likely: 'likely',
    possible: 'possible',
  },
  ja: {
    what: '何が起きたか',
    why: '理由',
    user: '利用者ができること',
    developer: '開発者ができること',
    administrator: '管理者ができること',
    read: '根拠',
    seen: '該当箇所',
    also: 'ほかに考えられる原因',
    found: 'ほかに見つかったもの',
    ask: '確かめるには',
    points: '配点',
    related: '関連',
    line: '# 行目',
    'public reports': '公開されている報告',
    documented: '文書あり',
    reported: '報告あり',
    inferred: '推定',
    unsettled: '未確定',
    none: '内容は認識できました。問題は見当たりません。',
    scopes: 'スコープ',
    answers: 'Entra ID の応答',
    right: '変更は必要ありません。',
    authorize: '/authorize で同意を求めるときの指定',
    redeem: '/token でコードを引き換えるときの指定',
    refresh: 'もう一方のトークンを更新トークンで取得するときの指定',
    certain: '確実',
    likely: 'おそらく',
    possible: '可能性あり',
  },
} as const satisfies Record<Language, Record<Sureness | Reader | string, string>>;

/** Of those that explain the same thing, what has a smaller share is not worth a line. */
const worthALine = 0.03;

export function explanationLines(
  explanation: Explanation,
  screen: Screen,
  options: { readonly why: boolean; readonly all: boolean },
): string[] {
  const { causes, language, question } = explanation;
  const label = labels[language];
  const [first] = causes;
  const scopes = scopeLines(explanation, screen);
  if (!first) return withoutCause(explanation, scopes, screen);
  const { paint } = screen;
  const others = causes.slice(1);
  const rivals = others.filter((one) => one.explains.some((place) => first.explains.includes(place)));
  const apart = others.filter((one) => !rivals.includes(one) && one.share >= 0.5);
  const full = options.all ? [...rivals, ...apart] : apart.slice(0, 3);
  const lines = [...card(first, screen, language, options.why)];
  const brief = options.all ? [] : rivals.filter(({ share }) => share >= worthALine).slice(0, 6);
  if (brief.length > 0) {
    lines.push('', paint.bold(label.also));
    for (const one of brief) {
      const share = `${Math.round(one.share * 100)} %`.padStart(6);
      lines.push(
        ...hanging(`${share}  `, `${one.title} ${paint.dim(`(mailgrant explain ${one.id})`)}`, screen),
      );
      if (options.why) lines.push(...points(one, screen, language));
    }
  }
  if (question) lines.push('', paint.bold(label.ask), ...hanging('  ', question.text, screen));
  for (const one of full) {
    lines.push('', paint.bold(label.found), ...card(one, screen, language, options.why));
  }
  if (scopes.length > 0) lines.push('', ...scopes);
  return lines;
}

function withoutCause(
  { unexplained, evidence, language }: Explanation,
  scopes: readonly string[],
  screen: Screen,
): string[] {
  if (unexplained) {
    const { what, next } = unexplained;
    const lines = [...hanging('', what, screen).map(screen.paint.bold)];
    lines.push(...next.flatMap((step) => hanging('  ', step, screen)), ...seen(evidence, screen, language));
    return scopes.length > 0 ? [...lines, '', ...scopes] : lines;
  }
  return scopes.length > 0 ? [...scopes] : [labels[language].none, ...seen(evidence, screen, language)];
}

function scopeLines({ scopes, language }: Explanation, screen: Screen): string[] {
  if (!scopes) return [];
  const { paint } = screen;
  const label = labels[language];
  const lines = [paint.bold(label.scopes)];
  for (const { scope, resource, remarks } of scopes.scopes) {
    lines.push(
      `  ${scope}  ${paint.dim(resource)}`,
      ...remarks.flatMap((remark) => hanging('      ', remark, screen)),
    );
  }
  lines.push(
    '',
    paint.dim(label.answers),
    ...scopes.answers.flatMap((answer) => hanging('  ', answer, screen)),
  );
  if (scopes.isRight) return [...lines, '', label.right];
  if (!scopes.right) return lines;
  lines.push('', paint.dim(label.authorize), `      ${paint.cyan(`scope=${scopes.right.authorize}`)}`);
  for (const [index, { scope }] of scopes.right.tokens.entries()) {
    lines.push(
      paint.dim(index === 0 ? label.redeem : label.refresh),
      `      ${paint.cyan(`scope=${scope}`)}`,
    );
  }
  return lines;
}

/** One cause without a case. */
export function pageLines(cause: ExplainedCause, screen: Screen, language: Language): string[] {
  return [...hanging('', cause.title, screen).map(screen.paint.bold), ...body(cause, screen, language)];
}

function card(cause: ExplainedCause, screen: Screen, language: Language, why: boolean): string[] {
  const { paint } = screen;
  const colours: Record<Sureness, Paint> = {
    certain: paint.green,
    likely: paint.yellow,
    possible: paint.cyan,
  };
  const sure = labels[language][cause.sure];
  const title = hanging('', `${cause.title}  ${sure}`, screen);
  const last = title.at(-1) ?? '';
  const head = last.endsWith(sure)
    ? [...title.slice(0, -1), last.slice(0, -sure.length)]
    : [...hanging('', cause.title, screen), ''];
  return [
    ...head.slice(0, -1).map(paint.bold),
    `${paint.bold(head.at(-1) ?? '')}${colours[cause.sure](sure)}`,
    ...body(cause, screen, language),
    ...seen(cause.explains, screen, language),
    ...(why ? points(cause, screen, language) : []),
  ];
}

function body(cause: ExplainedCause, screen: Screen, language: Language): string[] {
  const label = labels[language];
  const { paint } = screen;
  const sources = cause.sources.map((one) => (one === 'public reports' ? label[one] : one));
  const lines = ['', paint.dim(label.what), ...hanging('  ', cause.what, screen)];
  lines.push(paint.dim(label.why), ...hanging('  ', cause.why, screen));
  for (const { reader, steps, code } of cause.remedies) {
    lines.push('', paint.dim(label[reader]));
    for (const [index, step] of steps.entries()) {
      lines.push(...hanging(steps.length === 1 ? '  ' : `  ${index + 1}. `, step, screen));
    }
    // To be copied as it is: never broken.
    if (code !== undefined) lines.push(...code.split('\n').map((line) => `      ${paint.cyan(line)}`));
  }
  lines.push(
    '',
    paint.dim(label.read),
    ...hanging('  ', `${sources.join('; ')} (${label[cause.certainty]})`, screen),
  );
  if (cause.related.length > 0)
    lines.push(paint.dim(label.related), ...hanging('  ', cause.related.join(', '), screen));
  return lines;
}

function seen(
  places: Explanation['evidence'] | ExplainedCause['explains'],
  screen: Screen,
  language: Language,
): string[] {
  const label = labels[language];
  if (places.length === 0) return [];
  return [
    screen.paint.dim(label.seen),
    ...places
      .slice(0, 3)
      .map(
        ({ line, quote }) => `  ${line === 0 ? '' : `${label.line.replace('#', String(line))}: `}${quote}`,
      ),
  ];
}

function points(cause: ExplainedCause, screen: Screen, language: Language): string[] {
  return [
    screen.paint.dim(labels[language].points),
    ...cause.because.map(
      ({ reason, points }) => `  ${(points > 0 ? `+${points}` : String(points)).padStart(5)}  ${reason}`,
    ),
  ];
}

/** Text behind a mark, broken at the screen's width in a terminal and never in a pipe. */
function hanging(mark: string, text: string, screen: Screen): string[] {
  if (!screen.wrap) return [`${mark}${text}`];
  const indent = ' '.repeat(mark.length);
  return screen
    .wrap(text, screen.width - mark.length)
    .map((line, index) => `${index === 0 ? mark : indent}${line.text}`);
}
