// A sentence in the languages that the doctor speaks. The compiler sees to it that none is missing.

export type Language = 'en' | 'ja';

export type Said = Readonly<Record<Language, string>>;

/** 'ja_JP.UTF-8', 'ja' and 'ja-JP' are Japanese; everything else is English. */
export function languageOf(locale: string | undefined): Language {
  return locale !== undefined && /^ja(?:[-_.@]|$)/i.test(locale) ? 'ja' : 'en';
}
