/** Text columns as term features: counts, 0/1, or TF-IDF with rows of unit length (definitions: Preprocessing). */
import type { TextConfig } from '../../contract/config';
import type { Pacer } from '../pacing';
import { createInterner, internString, startOfString, stringAt } from '../tables/strings';
import type { PackedStrings } from '../tables/types';
import { createTermCounter } from './termCounts';
import type { TextPlan } from './types';

export interface Texts {
  codes: Int32Array;
  texts: PackedStrings;
}

/** Terms of some texts: text t holds `indices[indptr[t] … indptr[t + 1])`, ascending, with `values`. */
export interface TermRows {
  indptr: Int32Array;
  indices: Int32Array;
  values: Float64Array;
}

/** How many of `rows` have each distinct text. */
function multiplicity({ codes, texts }: Texts, rows: Int32Array): Int32Array {
  const counts = new Int32Array(texts.count);
  for (const row of rows) if (codes[row] >= 0) counts[codes[row]]++;
  return counts;
}

/**
 * Terms that occur in at least `minDocumentFrequency` of the rows; of these the `maxTerms` with the most occurrences, ties in
 * code-unit order. idf(t) = ln((1 + n) / (1 + df(t))) + 1 over the n rows.
 * @returns the plan, and the number of non-zero values it gives the rows
 */
export async function learnText(
  column: string,
  data: Texts,
  rows: Int32Array,
  config: TextConfig,
  pacer: Pacer,
): Promise<{ plan: TextPlan; nonZeros: number }> {
  const { texts } = data;
  const { weighting, lowercase, ngrams } = config;
  const interner = createInterner();
  const counter = createTermCounter(interner, { lowercase, ngrams }, true);
  const times = multiplicity(data, rows);
  let frequency = new Float64Array(1024);
  let total = new Float64Array(1024);
  for (let id = 0; id < texts.count; id++) {
    if (times[id] === 0) continue;
    const found = counter.count(texts.bytes, startOfString(texts, id), texts.ends[id]);
    if (interner.count > frequency.length) {
      frequency = enlarged(frequency, 2 * interner.count);
      total = enlarged(total, 2 * interner.count);
    }
    for (let i = 0; i < found; i++) {
      const term = counter.seen[i];
      frequency[term] += times[id];
      total[term] += times[id] * counter.counts[term];
    }
    if (id % 64 === 0)
      await pacer.pause({ stage: `Counting the words of ${column}`, fraction: id / texts.count });
  }
  const kept: { term: string; id: number }[] = [];
  for (let id = 0; id < interner.count; id++) {
    if (frequency[id] >= config.minDocumentFrequency) kept.push({ term: stringAt(interner, id), id });
  }
  kept.sort((a, b) => total[b.id] - total[a.id] || (a.term < b.term ? -1 : 1));
  kept.length = Math.min(kept.length, config.maxTerms);
  kept.sort((a, b) => (a.term < b.term ? -1 : 1));
  const plan: TextPlan = {
    kind: 'text',
    column,
    features: kept.length,
    terms: kept.map(({ term }) => term),
    weighting,
    ngrams,
    lowercase,
  };
  if (weighting === 'tfidf') {
    plan.idf = kept.map(({ id }) => Math.log((1 + rows.length) / (1 + frequency[id])) + 1);
  }
  return { plan, nonZeros: kept.reduce((sum, { id }) => sum + frequency[id], 0) };
}

function enlarged(values: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(values);
  return larger;
}

/** The features of every distinct text that one of `rows` has; others are left empty. */
export async function textFeatures(
  plan: TextPlan,
  data: Texts,
  rows: Int32Array,
  pacer: Pacer,
): Promise<TermRows> {
  const { texts } = data;
  const vocabulary = createInterner();
  const encoder = new TextEncoder();
  for (const term of plan.terms) {
    const bytes = encoder.encode(term);
    internString(vocabulary, bytes, 0, bytes.length);
  }
  const counter = createTermCounter(vocabulary, plan, false);
  const wanted = multiplicity(data, rows);
  const indptr = new Int32Array(texts.count + 1);
  let indices = new Int32Array(1024);
  let values = new Float64Array(1024);
  let used = 0;
  for (let id = 0; id < texts.count; id++) {
    if (wanted[id] > 0) {
      const found = counter.count(texts.bytes, startOfString(texts, id), texts.ends[id]);
      if (used + found > indices.length) {
        const larger = new Int32Array(2 * (used + found));
        larger.set(indices);
        indices = larger;
        values = enlarged(values, larger.length);
      }
      const terms = counter.seen.subarray(0, found).sort();
      indices.set(terms, used);
      for (let i = 0; i < found; i++) values[used + i] = counter.counts[terms[i]];
      weigh(plan, indices, values, used, used + found);
      used += found;
    }
    indptr[id + 1] = used;
    if (id % 64 === 0)
      await pacer.pause({ stage: `Counting the words of ${plan.column}`, fraction: id / texts.count });
  }
  return { indptr, indices: indices.slice(0, used), values: values.slice(0, used) };
}

/** Turns counts [from, to) into what the plan's weighting makes of them. */
function weigh(plan: TextPlan, indices: Int32Array, values: Float64Array, from: number, to: number): void {
  if (plan.weighting === 'binary') values.fill(1, from, to);
  if (plan.weighting !== 'tfidf') return;
  let squares = 0;
  for (let i = from; i < to; i++) {
    values[i] *= plan.idf![indices[i]];
    squares += values[i] * values[i];
  }
  const length = Math.sqrt(squares);
  for (let i = from; i < to; i++) values[i] /= length;
}
