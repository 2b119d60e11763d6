/** What an option of the command line is: how it is written, what it takes, what it means. */
export interface OptionSpec {
  /** Placeholder of its value in the help; absent for a switch. */
  value?: string;
  help: string;
  /** The words it takes, when it takes only those. */
  choices?: readonly string[];
  /** A whole number of at least this. */
  wholeFrom?: number;
  /** A number between these, the ends included. */
  between?: readonly [least: number, most: number];
}

/** Options as given: text, a number where the option is one, true for a switch. */
export type OptionValues = Partial<Record<OptionName, string | number | true>>;

export const OPTIONS = {
  config: { value: 'FILE', help: 'the influence.json that describes dataset and model' },
  'test-row': {
    value: 'N',
    wholeFrom: 0,
    help: 'explain record N of the test data (from 0, header not counted)',
  },
  'train-row': { value: 'N', wholeFrom: 0, help: 'explain record N of the training data' },
  input: { value: 'FILE', help: 'explain a record of this file; a label is not needed' },
  'input-row': { value: 'N', wholeFrom: 0, help: 'which record of --input, when it holds several' },
  target: {
    value: 'label|prediction|CLASS',
    help: 'explain the loss of this class (default: the label, or the prediction where there is none)',
  },
  'of-row': { value: 'N', wholeFrom: 0, help: 'the training row to take apart (record index)' },
  group: {
    value: 'COLUMN=VALUE',
    help: 'the training rows with this value, or COLUMN=LOW..HIGH for numbers; several joined by &',
  },
  relabel: { value: 'CLASS', help: 'give the group this label instead of removing it' },
  verify: { help: 'also retrain, and compare' },
  rows: {
    value: 'N',
    wholeFrom: 2,
    help: 'how many rows to leave out and retrain, half of them at random (default 40)',
  },
  score: {
    value: 'alo|self-influence|loss',
    choices: ['alo', 'self-influence', 'loss'],
    help: 'how suspicion is measured (default alo: held-out probabilities)',
  },
  balanced: { help: 'rank rows within their class (default where a class is rare)' },
  'no-balanced': { help: 'rank rows of all classes alike' },
  'min-score': {
    value: 'S',
    between: [0, 1],
    help: 'leave out rows that are less suspect than this, 0 to 1',
  },
  sarif: { help: 'print SARIF 2.1.0 instead, for code scanning' },
  apply: {
    value: 'FILE',
    help: 'do the fixes of this decisions file (JSON Lines) in a copy of the training file',
  },
  partial: { help: 'leave out fixes that cannot be done instead of stopping' },
  out: { value: 'FILE', help: 'where to write what --apply or --sarif makes' },
  targets: {
    value: 'N',
    wholeFrom: 1,
    help: 'how many test rows that are predicted right to attack (default 20, or as in the config)',
  },
  levels: { value: 'L', wholeFrom: 0, help: 'pixels: how many of 255 levels an edit may change (default 4)' },
  share: {
    value: 'S',
    between: [0, 1],
    help: "numbers: what share of a column's standard deviation an edit may change (default 0.1)",
  },
  bound: {
    value: 'COLUMN=B',
    help: 'how far numbers of this column may be edited, in its units, or 0.5sd in standard deviations; several joined by &',
  },
  rate: { value: 'R', between: [0.005, 0.5], help: 'share of the labels to change (default 0.1)' },
  kind: {
    value: 'uniform|class|boundary',
    choices: ['uniform', 'class', 'boundary'],
    help: 'which labels to change: any, those of one class, or where the model is unsure (default uniform)',
  },
  draws: { value: 'N', wholeFrom: 1, help: 'how often to repeat it with other labels (default 3)' },
  top: { value: 'K', wholeFrom: 1, help: 'show the K first rows (default 10)' },
  all: { help: 'show every training row; an explanation then lists them in file order' },
  forecast: {
    value: 'leading|all',
    choices: ['leading', 'all'],
    help: 'for which rows the forecast is leverage-corrected where all are dear (default leading)',
  },
  'rank-by': {
    value: 'influence|no-loss|no-hessian|euclidean|cosine|tracin|gradient-dot|gradient-cosine',
    choices: [
      'influence',
      'no-loss',
      'no-hessian',
      'euclidean',
      'cosine',
      'tracin',
      'gradient-dot',
      'gradient-cosine',
    ],
    help: 'rank by something else than influence, and say how far the two agree; the last three are for networks',
  },
  'config-b': { value: 'FILE', help: 'the influence.json of the model to compare with, on the same data' },
  layers: { help: 'show all layers of the model and what of it is differentiated, and nothing else' },
  checks: {
    value: 'quick|full',
    choices: ['quick', 'full'],
    help: 'full: also check what takes time, such as retraining without some rows (default quick)',
  },
  json: { help: 'print one JSON document and nothing else' },
  solver: {
    value: 'auto|exact|cg|lissa|ekfac',
    choices: ['auto', 'exact', 'cg', 'lissa', 'ekfac'],
    help: 'how the inverse Hessian is applied',
  },
  leverage: {
    value: 'auto|exact|estimate',
    choices: ['auto', 'exact', 'estimate'],
    help: 'scores of all rows: exact, or from estimated leverages, much faster on wide data (default auto: exact unless it takes minutes)',
  },
  backend: {
    value: 'auto|tensorflow|wasm|cpu',
    choices: ['auto', 'tensorflow', 'wasm', 'cpu'],
    help: 'what computes',
  },
  seed: { value: 'N', wholeFrom: 0, help: 'seed of every random choice, over the one of the config' },
  memory: { value: 'MB', wholeFrom: 1, help: 'megabytes that computations may take (default 4096)' },
  'no-cache': { help: 'fit anew, and keep nothing on disk' },
  help: { help: 'show this help' },
  version: { help: 'show the version' },
} as const satisfies Record<string, OptionSpec>;

export type OptionName = keyof typeof OPTIONS;

/** Options that say which prediction a command is about. */
export const PREDICTION: readonly OptionName[] = ['test-row', 'train-row', 'input', 'input-row', 'target'];

/** Options of every command that works on a dataset. */
export const COMMON: readonly OptionName[] = [
  'config',
  'json',
  'solver',
  'leverage',
  'backend',
  'seed',
  'memory',
  'no-cache',
  'help',
];
