import { resolve } from 'node:path';
import type { MislabelScore } from '../../contract/documents';
import type { Command, CommandContext } from '../command';
import { datasetOf, selectionOf } from '../options/dataset';
import { usage } from '../options/parse';
import { COMMON, type OptionName, type OptionValues } from '../options/types';

const RANKING = ['score', 'balanced', 'no-balanced', 'min-score', 'top', 'all', 'sarif'] as const;

export const mislabelsCommand: Command = {
  name: 'mislabels',
  summary: 'list the training rows whose label is most likely wrong',
  description:
    'Ranks the training rows by how suspect their label is, and says which label each should rather have. By default a\n' +
    'row is suspect when the model, fitted without it, gives its label a low probability. Rows that were kept in the\n' +
    'influence-decisions.jsonl beside the influence.json do not come back, except with --all.\n' +
    'With --apply it writes a copy of the training file with the fixes of such a decisions file done instead; rows are\n' +
    'found by their content, and nothing is written unless every fix can be done.',
  options: [...RANKING, 'apply', 'partial', 'out', ...COMMON],
  examples: [
    { command: 'mislabels --config influence.json --top 50', does: 'which 50 labels should I check first?' },
    {
      command: 'mislabels --config influence.json --sarif --min-score 0.9 --out suspects.sarif',
      does: 'report suspect labels to code scanning',
    },
    {
      command: 'mislabels --config influence.json --apply influence-decisions.jsonl --out fixed.csv',
      does: 'fix a fresh copy of the data as it was decided',
    },
  ],
  run(context) {
    checkTogether(context.options);
    return context.options.apply === undefined ? rank(context) : apply(context);
  },
};

function checkTogether(options: OptionValues): void {
  const refuse = (a: OptionName, b: OptionName) => {
    if (options[a] !== undefined && options[b] !== undefined)
      throw usage(`--${a} and --${b} exclude each other.`, 'Drop one.');
  };
  refuse('balanced', 'no-balanced');
  refuse('json', 'sarif');
  for (const name of RANKING) refuse('apply', name);
  if (options.apply === undefined) {
    if (options.partial) throw usage('--partial goes with --apply.', 'Add --apply FILE.');
    if (options.out !== undefined && !options.sarif)
      throw usage('--out goes with --apply or --sarif.', 'Add one of them.');
  } else if (options.out === undefined) {
    throw usage('--out is missing.', 'Name the file to write: --out FILE.');
  }
}

async function rank({ options, work, style, engine }: CommandContext): Promise<string> {
  const dataset = datasetOf(options);
  const selection = selectionOf(options);
  const score = (options.score ?? 'alo') as MislabelScore;
  const balanced = options.balanced ? true : options['no-balanced'] ? false : undefined;
  const { mislabels } = await import('../../engine/answers/mislabels');
  const { keptHashes } = await import('../../engine/labels/decisions');
  const { mislabelsDocument } = await import('../../engine/documents/mislabels');
  const result = await mislabels(await engine(), { dataset, score, balanced }, work);
  const document = mislabelsDocument(result, {
    ...selection,
    minScore: options['min-score'] as number | undefined,
    kept: await keptHashes(dataset.config, result.head.dataset.train),
  });
  if (options.json) return JSON.stringify(document);
  if (!options.sarif) {
    const { mislabelsReport } = await import('../output/mislabels');
    return mislabelsReport(document, style);
  }
  const { sarifLog } = await import('../output/sarif');
  const text = `${JSON.stringify(sarifLog(document, process.cwd()), null, 2)}\n`;
  if (options.out === undefined) return text;
  const out = resolve(String(options.out));
  const { writeReport } = await import('../output/write');
  await writeReport(out, text);
  return `Wrote ${out}: suspect labels, ${document.rows.length}.\n`;
}

async function apply({ options, work, style }: CommandContext): Promise<string> {
  const { applyPatch } = await import('../../engine/answers/applyPatch');
  const document = await applyPatch(
    {
      dataset: datasetOf(options),
      patch: String(options.apply),
      out: String(options.out),
      partial: options.partial === true,
    },
    work,
  );
  if (options.json) return JSON.stringify(document);
  const { applyReport } = await import('../output/apply');
  return applyReport(document, style);
}
