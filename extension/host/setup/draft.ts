/** The text of a new influence.json from the answers of the user. */
import type { InfluenceConfigInput } from '../../contract/config';
import { pathInConfig } from '../datasets/candidates';

export interface SetUpAnswers {
  /** Absolute path of the training file or folder. */
  train: string;
  /** Absent for a folder, whose sub-folders are the labels. */
  label?: string;
  /** Absolute path of the test file or folder, or the fraction to hold out. */
  test: string | number;
  /** A model that is brought along by its absolute path, and its vocabulary by that. */
  model: ModelDraft;
}

export type ModelDraft = NonNullable<InfluenceConfigInput['model']>;
export type KerasDraft = Extract<ModelDraft, { type: 'keras' }>;

/** Says what a reader of the file needs, and leaves out what has a good default. */
export function draftConfig(config: string, { train, label, test, model }: SetUpAnswers): string {
  const draft: InfluenceConfigInput = {
    train: pathInConfig(config, train),
    test: typeof test === 'number' ? test : pathInConfig(config, test),
    label,
    model: model.type === 'keras' ? draftKeras(config, model) : model,
    seed: 0,
  };
  return `${JSON.stringify(draft, undefined, 2)}\n`;
}

function draftKeras(config: string, { input, ...model }: KerasDraft): KerasDraft {
  const draft = { ...model, path: pathInConfig(config, model.path) };
  if (!input?.tokens) return { ...draft, input };
  const { vocabulary, ...tokens } = input.tokens;
  return {
    ...draft,
    input: { ...input, tokens: { vocabulary: pathInConfig(config, vocabulary), ...tokens } },
  };
}

/** Why a text is no fraction to hold out. */
export function fractionProblem(text: string): string | undefined {
  const value = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(value)) return 'Write a number between 0 and 1, such as 0.2.';
  return value > 0 && value < 1 ? undefined : 'It must be above 0 and below 1.';
}

/** Why a text is no name for the file of a dataset. */
export function nameProblem(text: string): string | undefined {
  if (/[\\/:*?"<>|]/.test(text)) return 'It must be a file name, without a folder.';
  return text.endsWith('influence.json') ? undefined : 'It must end in influence.json.';
}
