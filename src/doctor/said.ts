// A sentence in the languages that the doctor speaks. The compiler sees to it that none is missing.

export type Language = 'en' | 'ja';

export type Said = Readonly<Record<Language, string>>;
