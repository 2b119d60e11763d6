/** What could be written in a field, filtered by what is. */
export interface Suggestion {
  value: string;
  /** After the value, quiet. */
  note: string;
}

/** Suggestions that are shown at a time. */
const SHOWN = 50;

/** Those that contain the text; those that start with it first. All of them for a text that is one of them. */
export function passing(suggestions: readonly Suggestion[], text: string): Suggestion[] {
  const wanted = text.trim().toLowerCase();
  if (suggestions.some(({ value }) => value.toLowerCase() === wanted)) return suggestions.slice(0, SHOWN);
  const lower = suggestions.map((suggestion) => ({ suggestion, name: suggestion.value.toLowerCase() }));
  const starting = lower.filter(({ name }) => name.startsWith(wanted));
  const within = lower.filter(({ name }) => !name.startsWith(wanted) && name.includes(wanted));
  return [...starting, ...within].slice(0, SHOWN).map(({ suggestion }) => suggestion);
}
