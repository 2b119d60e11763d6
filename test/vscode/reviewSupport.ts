/** A dataset with wrong labels, and the review of it, for the suites inside VS Code. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { DECISIONS_FILE, type Decision } from '../../extension/contract/decisions';
import { parseSidecar } from '../../extension/contract/sidecar';
import type { DecisionRequest, Review } from '../../extension/host/review/types';
import { CONFIG, csv, makeDataset, services, twoClasses, workspacePath } from './support';

/** Two overlapping classes of which every tenth label is wrong; notes with quotes, some labels quoted. */
export function withWrongLabels(n: number): string[] {
  return twoClasses(n).map((row, i) => {
    if (i === 0) return `${row},note`;
    const [x, y, label] = row.split(',') as [string, string, string];
    const wrong = i % 10 === 0 ? (label === 'yes' ? 'no' : 'yes') : label;
    return `${x},${y},${i % 4 === 0 ? `"${wrong}"` : wrong},"a ""b"", ${i}"`;
  });
}

export const REVIEW_CONFIG = CONFIG.replace('\n}', ',\n  "features": { "exclude": ["note"] }\n}');

export interface Reviewed {
  config: string;
  train: vscode.Uri;
  bytes(): Promise<Buffer>;
  review(): Promise<Review>;
  find(): Promise<Review>;
  decide(positions: readonly number[], request: DecisionRequest): ReturnType<Decide>;
  /** What the decisions file holds. */
  written(): Promise<Decision[]>;
  /** Zero-based line of a position on disk when it was ranked. */
  line(position: number): Promise<number>;
  suggestion(position: number): Promise<string>;
}
type Decide = Awaited<ReturnType<typeof services>>['review']['decide'];

/** `train` replaces the bytes of the training file. */
export async function makeReviewed(
  folder: string,
  rows: readonly string[],
  train?: Uint8Array,
): Promise<Reviewed> {
  const path = workspacePath(folder, 'train.csv');
  const test = csv(twoClasses(40).map((row, i) => (i === 0 ? `${row},note` : `${row},x`)));
  await mkdir(workspacePath(folder), { recursive: true });
  await writeFile(path, train ?? csv(rows));
  const config = await makeDataset(folder, { 'test.csv': test, 'influence.json': REVIEW_CONFIG });
  const log = workspacePath(folder, 'influence-decisions.jsonl');
  const review = async () => (await services()).review.of(config);
  return {
    config,
    train: vscode.Uri.file(path),
    bytes: () => readFile(path),
    review,
    async find() {
      const { review: store, datasets } = await services();
      await store.find(datasets.get(config)!);
      return store.of(config);
    },
    decide: async (positions, request) => (await services()).review.decide(config, positions, request),
    written: async () =>
      existsSync(log) ? parseSidecar(DECISIONS_FILE, await readFile(log, 'utf8'), log) : [],
    line: async (position) => (await review()).result!.training.line[position]! - 1,
    async suggestion(position) {
      const { result } = await review();
      return result!.training.classes[result!.suggested[position]!]!;
    },
  };
}

/** Answers the modal question while `task` runs, with its action unless told otherwise: the suite cannot show modal dialogs. */
export async function answering<T>(
  task: () => Promise<T>,
  answer: (action: string) => string | undefined = (action) => action,
): Promise<{ result: T; asked: string[] }> {
  const window = vscode.window as { showWarningMessage: unknown };
  const original = window.showWarningMessage;
  const asked: string[] = [];
  window.showWarningMessage = (message: string, _options: unknown, action: string) => {
    asked.push(message);
    return Promise.resolve(answer(action));
  };
  try {
    return { result: await task(), asked };
  } finally {
    window.showWarningMessage = original;
  }
}
