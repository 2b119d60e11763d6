import { distance } from 'fastest-levenshtein';

/** The candidate a user most likely meant by `word`, or undefined when none is close. Case is ignored. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  // A third of the letters may differ, at least two: `tets` finds `test`, `x` finds nothing far away.
  let bestDistance = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const d = distance(wanted, candidate.toLowerCase());
    if (d < bestDistance && d < Math.max(word.length, candidate.length)) {
      best = candidate;
      bestDistance = d;
    }
  }
  return best;
}

/** `Did you mean "test"?` when one is close, else the list of what there is, shortened. */
export function suggest(word: string, candidates: readonly string[], what: string): string {
  const best = nearest(word, candidates);
  if (best !== undefined) return `Did you mean "${best}"?`;
  if (candidates.length === 0) return `There are no ${what}.`;
  return `The ${what} are ${listNames(candidates)}.`;
}

/** `"a", "b" and 12 more`: names for a message, at most `most` of them. */
export function listNames(names: readonly string[], most = 12): string {
  const shown = names
    .slice(0, most)
    .map((name) => `"${name}"`)
    .join(', ');
  return names.length > most ? `${shown} and ${names.length - most} more` : shown;
}
