/** The committed float64 reference: data sets with what `reference.py` computed for them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';

export interface ReferenceTarget {
  /** Record index in test.csv. */
  row: number;
  /** Class with respect to which the loss is explained. */
  explained: string;
  loss: number;
  influence: number[];
  removalDelta: number[];
  removalForecast: number[];
  removalProbabilityDelta: number[];
  /** Training rows that were really left out, and what it did. */
  retrained: { row: number; lossDelta: number; probabilityDelta: number }[];
}

export interface Reference {
  rows: number;
  classes: string[];
  l2: number;
  standardize: boolean;
  /** Names of the design matrix's columns. */
  features: string[];
  /** K score vectors × features; K is 1 for two classes. */
  weights: number[][];
  /** K; they sum to zero for more than two classes, where only their differences count. */
  intercepts: number[];
  /** Mean loss, without the penalty. */
  trainLoss: number;
  /** R at the optimum, with the penalty. */
  objective: number;
  gradientNorm: number;
  /** Of the Hessian, and of the Hessian scaled to a unit diagonal. */
  conditionNumber: number;
  balancedConditionNumber: number;
  testLoss: number[];
  /** Test rows × classes. */
  testProbabilities: number[][];
  /** Of the training rows, like the three that follow. */
  loss: number[];
  selfInfluence: number[];
  leverage: number[];
  /** Rows × classes, by approximate leave-one-out. */
  looProbabilities: number[][];
  /** The same by really leaving the row out, for some rows. */
  retrainedLooProbabilities: { row: number; probabilities: number[] }[];
  targets: ReferenceTarget[];
}

const ROOT = join(import.meta.dirname, '..', 'fixtures', 'reference');

/** Names of the fixtures, which are folders with train.csv, test.csv, influence.json and expected.json. */
export const REFERENCES: readonly string[] = readdirSync(ROOT).sort();

/** Those whose columns are all numbers: their design matrix can be had without the readers. */
export const NUMERIC_REFERENCES = REFERENCES.filter((name) => name !== 'ferry' && name !== 'notes');

export function referenceFolder(name: string): string {
  return join(ROOT, name);
}

export function readReference(name: string): Reference {
  return JSON.parse(readFileSync(join(ROOT, name, 'expected.json'), 'utf8')) as Reference;
}

/** Row-major design matrices of a fixture whose columns are all numeric, and its class indices. */
export interface NumericDesign {
  train: Float64Array;
  test: Float64Array;
  labels: Int32Array;
  testLabels: Int32Array;
}

/** Preprocessing by plain loops, for tests of the numerics that do not go through the readers. */
export function numericDesign(name: string, reference: Reference): NumericDesign {
  const [train, test] = ['train.csv', 'test.csv'].map((file) => readRows(join(ROOT, name, file)));
  if (train === undefined || test === undefined || train[0]?.length !== reference.features.length + 1) {
    throw new Error(`${name} has columns that are not numeric`);
  }
  const p = reference.features.length;
  const scale = Array.from({ length: p }, (_, j) => columnScale(train, j, reference.standardize));
  const matrix = (rows: string[][]) =>
    Float64Array.from(
      rows.flatMap((row) => scale.map(({ mean, std }, j) => (std === 0 ? 0 : (Number(row[j]) - mean) / std))),
    );
  const classOf = (rows: string[][]) =>
    Int32Array.from(rows, (row) => reference.classes.indexOf(row[p] as string));
  return { train: matrix(train), test: matrix(test), labels: classOf(train), testLabels: classOf(test) };
}

function columnScale(rows: string[][], column: number, standardize: boolean): { mean: number; std: number } {
  if (!standardize) return { mean: 0, std: 1 };
  const values = rows.map((row) => Number(row[column]));
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const constant = values.every((value) => value === values[0]);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, std: constant ? 0 : Math.sqrt(variance) };
}

function readRows(file: string): string[][] {
  return Papa.parse<string[]>(readFileSync(file, 'utf8'), { skipEmptyLines: true }).data.slice(1);
}
