/** What a key means in the list of the review. */
import type { CallParams } from '../../extension/contract/panel';

export type ReviewKey =
  CallParams<'decide'>['decision'] | 'next' | 'previous' | 'label' | 'flag' | 'explain' | 'detail' | 'clear';

const KEYS: Record<string, ReviewKey> = {
  n: 'next',
  p: 'previous',
  a: 'fix',
  l: 'label',
  k: 'keep',
  s: 'skip',
  u: 'reopen',
  f: 'flag',
  e: 'explain',
  d: 'detail',
  escape: 'clear',
};

/** What is read of a keyboard event. */
interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export function reviewKey({ key, ctrlKey, metaKey, altKey }: Key): ReviewKey | undefined {
  return ctrlKey || metaKey || altKey ? undefined : KEYS[key.toLowerCase()];
}
