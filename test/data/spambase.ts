/** The features of the Spambase data set (UCI; Hopkins, Reeber, Forman, Suermondt 1999), from its documentation. */

const WORDS = (
  'make address all 3d our over remove internet order mail receive will people report addresses free business email you ' +
  'credit your font 000 money hp hpl george 650 lab labs telnet 857 data 415 85 technology 1999 parts pm direct cs ' +
  'meeting original project re edu table conference'
).split(' ');

const CHARACTERS = [';', '(', '[', '!', '$', '#'];

const CAPITALS = ['capital_run_length_average', 'capital_run_length_longest', 'capital_run_length_total'];

/** 48 + 6 + 3. */
export const SPAMBASE_COLUMNS: readonly string[] = [
  ...WORDS.map((word) => `word_freq_${word}`),
  ...CHARACTERS.map((_, i) => `char_freq_${i + 1}`),
  ...CAPITALS,
];

/**
 * Percentages of words (runs of letters and digits) and of characters that match, and the average and longest length and the
 * sum of runs of capital letters; as cells, with Spambase's number of digits.
 */
export function spambaseFeatures(text: string): string[] {
  const counts = new Map<string, number>();
  let words = 0;
  for (const [word] of text.toLowerCase().matchAll(/[a-z0-9]+/g)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    words++;
  }
  const runs = Array.from(text.matchAll(/[A-Z]+/g), ([run]) => run.length);
  const total = runs.reduce((sum, length) => sum + length, 0);
  const longest = runs.reduce((a, b) => Math.max(a, b), 0);
  const percent = (count: number, of: number) => ((100 * count) / Math.max(of, 1)).toFixed(3);
  return [
    ...WORDS.map((word) => percent(counts.get(word) ?? 0, words)),
    ...CHARACTERS.map((character) => percent(text.split(character).length - 1, text.length)),
    (total / Math.max(runs.length, 1)).toFixed(3),
    String(longest),
    String(total),
  ];
}
