// A text as what can be compared of it: words and pairs of neighbours, of Chinese, Japanese and Korean each two characters that
// stand beside one another. Numbers are left out, and what is longer than a word: codes are read by those who know them, and what may be a
// secret is remembered by nobody.

/** Beyond that it is a log, and its words are its program's. */
export const textCharsMax = 12_000;
const wordCharsMax = 24;
const digitsMax = 2;

// By their ranges: classes of Unicode's properties take Node.js half a millisecond to read (docs/adr/0118).
const runs = /[a-z0-9'\u00c0-\u024f\u0370-\u052f]+|[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+/g;

/** Each once. */
export function featuresOf(text: string): Set<string> {
  const features = new Set<string>();
  let before = '';
  for (const [run] of text.slice(0, textCharsMax).normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (run >= '\u3000') {
      for (let at = 0; at + 2 <= run.length; at += 1) features.add(run.slice(at, at + 2));
      before = '';
      continue;
    }
    const word = isWord(run) ? run.replaceAll("'", '') : '';
    if (word.length >= 2) features.add(word);
    if (before !== '' && word !== '') features.add(`${before} ${word}`);
    before = word;
  }
  return features;
}

function isWord(run: string): boolean {
  return run.length <= wordCharsMax && !/^\d/.test(run) && run.replace(/\D/g, '').length <= digitsMax;
}
