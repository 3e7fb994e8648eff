// What generated messages talk about, in several languages. Nobody is named but the people of the seed.

import type { Chance } from './chance.ts';

export interface Language {
  readonly subjects: readonly [string, ...string[]];
  readonly sentences: readonly [string, ...string[]];
  readonly between: string;
}

export const english: Language = {
  subjects: [
    'Minutes of Monday',
    'The figures for October',
    'Lunch?',
    'Room for the workshop',
    'Your order has been sent',
    'Printer on the second floor',
    'Travel plans',
    'Draft of the agreement',
    'A question about the invoice',
    'Welcome to the team',
    'Backup finished with 2 warnings',
    'Photos of the summer party',
    'Reminder: timesheets are due',
  ],
  sentences: [
    'Thank you for your quick answer.',
    'Could you have a look at the second page before Thursday?',
    'I have put the latest version where everybody finds it.',
    'The delivery is late again; I have asked for another date.',
    'Please let me know whether the time suits you.',
    'We agreed to postpone the decision until the figures are complete.',
    'The room has a projector but no whiteboard.',
    'If anything is unclear, give me a call in the afternoon.',
    'The total is 1,284.50 including shipping.',
    'Nothing has changed since the last meeting.',
    'Attached you will find what we talked about.',
    'See https://contoso.example/reports/2026?week=44&view=all for details.',
  ],
  between: ' ',
};

export const german: Language = {
  subjects: [
    'Grüße aus Köln',
    'Übersicht für das nächste Quartal',
    'Rückfrage zur Größe',
    'Einladung zum Frühstück',
  ],
  sentences: [
    'Vielen Dank für die schnelle Rückmeldung.',
    'Die Änderungen sind in Ordnung, bitte übernehmen.',
    'Größe und Gewicht stehen auf Seite 3.',
    'Schöne Grüße – bis übermorgen.',
    'Das Angebot über 1.284,50 € gilt bis Monatsende.',
    '„So nicht“, hieß es aus der Fachabteilung …',
  ],
  between: ' ',
};

export const japanese: Language = {
  subjects: [
    '会議の議事録について',
    '来週の予定',
    'お問い合わせの件',
    '請求書を送付いたします',
    '資料の確認をお願いします',
  ],
  sentences: [
    'いつもお世話になっております。',
    '先日の会議の資料をお送りします。',
    'ご確認のほど、よろしくお願いいたします。',
    '日程の変更がありましたらお知らせください。',
    '詳細は添付ファイルをご覧ください。',
    '東京オフィスの会議室は三階です。',
    'メールサーバーの設定が完了しました。',
  ],
  between: '',
};

/** Paragraphs of `sentences` sentences in all. */
export function prose(chance: Chance, language: Language, sentences: number): string[] {
  const paragraphs: string[] = [];
  for (let left = sentences; left > 0; ) {
    const length = Math.min(left, chance.between(1, 4));
    const said = Array.from({ length }, () => chance.pick(language.sentences));
    paragraphs.push(said.join(language.between));
    left -= length;
  }
  return paragraphs;
}
