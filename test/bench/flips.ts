/** How well each score finds labels that were flipped on purpose, and what it takes. */
import { mean, median, sampleStandardDeviation } from 'simple-statistics';
import type { LeverageChoice } from '../../extension/contract/config';
import type { Float64Backend } from '../../extension/core/linalg/types';
import { areaUnder, at, foundCurve } from '../../extension/core/mislabels/curve';
import { type FlipKind, plantFlips } from '../../extension/core/mislabels/flips';
import { rankBySuspicion } from '../../extension/core/mislabels/ranking';
import { SCORERS } from '../../extension/core/mislabels/registry';
import { createRandom } from '../../extension/core/random';
import { outOfFoldMargins } from './outOfFold';
import { type BenchProblem, fit, QUIET } from './problem';

export const OUT_OF_FOLD = 'out-of-fold';
export const ESTIMATED = 'alo, leverages estimated';
const RATE = 0.1;
const FOLDS = 5;

/** Of one score over several draws of flips: share found when checking 10 %, and area under the curve. */
export interface Detection {
  score: string;
  found: number[];
  area: number[];
}

export interface FlipStudy {
  detections: Detection[];
  /** Of each draw: the fit, the scores of all rows on top of it, exact and estimated, and the five fits of the out-of-fold margin. */
  fitMs: number[];
  scoresMs: number[];
  estimateMs: number[];
  outOfFoldMs: number[];
}

export async function studyFlips(
  bench: BenchProblem,
  kind: FlipKind,
  seeds: number,
  backend: Float64Backend,
  log: (line: string) => void,
): Promise<FlipStudy> {
  const { problem } = bench;
  const clean = await fit(bench, problem.labels, backend);
  const probabilities = clean.probabilities(problem.features);
  clean.dispose();
  const study: FlipStudy = { detections: [], fitMs: [], scoresMs: [], estimateMs: [], outOfFoldMs: [] };
  for (let seed = 1; seed <= seeds; seed++) {
    const random = createRandom(seed);
    const { labels, flipped } = plantFlips(
      problem.labels,
      problem.classes,
      RATE,
      kind,
      probabilities,
      random,
    );
    const [model, fitMs] = await timed(() => fit(bench, labels, backend));
    const scores = (leverage: LeverageChoice) =>
      timed(() => model.rowScores({ solver: 'auto', damping: 0, leverage }, QUIET));
    const [estimate, estimateMs] = await scores('estimate');
    const [rows, scoresMs] = await scores('exact');
    const [margins, outOfFoldMs] = await timed(() => outOfFoldMargins(bench, labels, FOLDS, backend));
    model.dispose();
    study.fitMs.push(fitMs);
    study.scoresMs.push(scoresMs);
    study.estimateMs.push(estimateMs);
    study.outOfFoldMs.push(outOfFoldMs);
    const evidence = { labels, classes: problem.classes, rows };
    const suspicions: [string, Float64Array][] = [
      ...SCORERS.map((scorer): [string, Float64Array] => [scorer.name, scorer.score(evidence)]),
      [ESTIMATED, SCORERS[0]!.score({ ...evidence, rows: estimate })],
      [OUT_OF_FOLD, margins.map((margin) => -margin)],
    ];
    for (const [score, suspicion] of suspicions) {
      const curve = foundCurve(rankBySuspicion(suspicion, rows.loss), flipped);
      const detection = detectionOf(study, score);
      detection.found.push(at(curve, RATE));
      detection.area.push(areaUnder(curve));
    }
    log(
      `${kind} flips, seed ${seed}: fit ${fitMs.toFixed(0)} ms, scores ${scoresMs.toFixed(0)} ms, estimated ${estimateMs.toFixed(0)} ms, out-of-fold ${outOfFoldMs.toFixed(0)} ms`,
    );
  }
  return study;
}

export function detectionOf(study: FlipStudy, score: string): Detection {
  const known = study.detections.find((each) => each.score === score);
  if (known) return known;
  const detection = { score, found: [], area: [] };
  study.detections.push(detection);
  return detection;
}

/** The fit and the scores of all rows, as a multiple of the time of the out-of-fold margins: the median over the draws. */
export function timeRelativeToFolds({ fitMs, outOfFoldMs }: FlipStudy, scoresMs: readonly number[]): number {
  return median(outOfFoldMs.map((ms, i) => (fitMs[i]! + scoresMs[i]!) / ms));
}

/** `± 0.004 over 5 seeds`. */
export function spread(values: readonly number[]): string {
  const deviation = values.length < 2 ? 0 : sampleStandardDeviation([...values]);
  return `± ${deviation.toFixed(3)} over ${values.length} seeds`;
}

/** What the study says of each score, the default score's figures held against `targets`. */
export function tell(study: FlipStudy, title: string, targets: { found?: number; area?: number } = {}) {
  return study.detections.flatMap(({ score, found, area }, i) => [
    {
      name: `${title}: ${score}, share found in the first 10 %`,
      value: mean(found),
      unit: '',
      target: i === 0 && targets.found !== undefined ? { atLeast: targets.found } : undefined,
      detail: spread(found),
    },
    {
      name: `${title}: ${score}, area under the curve`,
      value: mean(area),
      unit: '',
      target: i === 0 && targets.area !== undefined ? { atLeast: targets.area } : undefined,
      detail: spread(area),
    },
  ]);
}

async function timed<T>(run: () => Promise<T>): Promise<[T, number]> {
  const start = performance.now();
  const value = await run();
  return [value, performance.now() - start];
}
