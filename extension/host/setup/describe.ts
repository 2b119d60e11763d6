/** What a data file holds, in the words of the questions about it. */
import type { FileInspection } from '../../contract/protocol';
import { plural, shorten } from '../editor/format';
import type { ModelDraft } from './draft';

/** `4,601 rows × 58 columns: 57 numeric, 1 categorical`. */
export function describeFile({ rows, columns }: FileInspection): string {
  const kinds = new Map<string, number>();
  for (const { kind } of columns) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const counts = [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `${count} ${kind}`);
  return `${plural(rows, 'row')} × ${plural(columns.length, 'column')}: ${counts.join(', ')}`;
}

export interface LabelOption {
  name: string;
  likely: boolean;
  description: string;
  detail: string;
}

/** Columns that could be the label first, the likeliest at the top; columns with one value alone cannot be. */
export function labelOptions({ columns, labelCandidates, rows }: FileInspection): LabelOption[] {
  const place = (name: string) => {
    const at = labelCandidates.indexOf(name);
    return at < 0 ? labelCandidates.length : at;
  };
  return columns
    .map(({ name, kind, distinct, missing, examples }) => ({
      name,
      likely: labelCandidates.includes(name),
      description: [
        `${plural(distinct, 'value')} in ${plural(rows, 'row')}, ${kind}`,
        ...(missing > 0 ? [`${missing} missing`] : []),
      ].join(', '),
      detail: shorten(examples.map((example) => shorten(example, 40)).join('  ·  '), 120),
    }))
    .sort((a, b) => place(a.name) - place(b.name));
}

export function textColumns({ columns }: Pick<FileInspection, 'columns'>, label?: string): string[] {
  return columns.filter(({ name, kind }) => kind === 'text' && name !== label).map(({ name }) => name);
}

export interface ModelOption {
  label: string;
  model: ModelDraft;
  description: string;
  detail?: string;
}

/** Images from which on a convolutional network learns more than a linear model of pixels. */
const MANY_IMAGES = 200;

/**
 * The models that fit the data, the one to start with first. On standardised numbers a penalty of 0.01 is near the best nearly
 * always; a text becomes a vector of length 1 over thousands of terms, whose weights it holds back too much (on the sample's
 * mails: 84 % right, with the penalty found by cross-validation 98 %).
 */
export function modelOptions({ columns, rows }: FileInspection, label?: string): ModelOption[] {
  const features = columns.filter(({ name }) => name !== label);
  const texts = textColumns({ columns }, label);
  if (texts.length > 0) {
    const which = texts.length === 1 ? `${texts[0]} is` : `${texts[0]} and others are`;
    return [
      logistic(
        'auto',
        'recommended for text',
        `${which} text: how strong the penalty should be depends on it. The first fit takes some seconds more.`,
      ),
      logistic(0.01, 'quick to fit, and mostly too strong for text'),
    ];
  }
  if (!features.some(({ kind }) => kind === 'image'))
    return [
      logistic(0.01, 'a good start'),
      logistic('auto', 'slower to fit, often more accurate'),
      {
        label: 'Neural network, one hidden layer',
        model: { type: 'mlp' },
        description: 'sees what columns do together',
        detail: 'Trained here from the seed. Its influences rank the rows; they do not forecast retraining.',
      },
    ];
  const ofPixels = logistic(0.01, 'of the pixels: quick and exact');
  const cnn: ModelOption = {
    label: 'Convolutional network',
    model: { type: 'cnn' },
    description: 'sees shapes wherever they are',
    detail: 'Trained here from the seed. Its influences rank the rows; they do not forecast retraining.',
  };
  return rows >= MANY_IMAGES ? [cnn, ofPixels] : [ofPixels, cnn];
}

function logistic(l2: number | 'auto', description: string, detail?: string): ModelOption {
  const strength = l2 === 'auto' ? 'chosen by cross-validation' : String(l2);
  return {
    label: `Logistic regression, l2 ${strength}`,
    model: { type: 'logistic', l2 },
    description,
    detail,
  };
}
