/**
 * `influence.json`: one file describes one dataset and one model. The schema here is the only definition: the JSON
 * schema of the editor is generated from it, and the engine validates with it.
 */
import * as v from 'valibot';
import { AuditSettings } from './auditConfig';
import { count, L2, nonNegative, path, positive } from './fields';
import { Keras } from './kerasModel';

const TextOptions = v.pipe(
  v.strictObject({
    weighting: v.pipe(
      v.optional(v.picklist(['tfidf', 'count', 'binary']), 'tfidf'),
      v.description('What a term contributes: TF-IDF with unit row length, its count, or 1 when it occurs.'),
    ),
    minDocumentFrequency: v.pipe(
      v.optional(count, 2),
      v.description('A term must occur in at least this many training rows.'),
    ),
    maxTerms: v.pipe(
      v.optional(count, 20000),
      v.description('Keep at most this many terms, the most frequent first.'),
    ),
    ngrams: v.pipe(
      v.optional(v.pipe(count, v.maxValue(3)), 1),
      v.description('Longest run of words counted as a term.'),
    ),
    lowercase: v.pipe(v.optional(v.boolean(), true), v.description('Read upper and lower case alike.')),
  }),
  v.description('How text columns become term counts.'),
);

const side = v.pipe(count, v.maxValue(1024));

const ImageOptions = v.pipe(
  v.strictObject({
    size: v.pipe(
      v.optional(v.union([side, v.strictTuple([side, side])])),
      v.description(
        'Size to which images are scaled, in pixels: one number, or [width, height]. By default the most common size of the training images, at most 48 × 48 pixels.',
      ),
    ),
    channels: v.pipe(
      v.optional(v.picklist(['grey', 'rgb'])),
      v.description('Grey or colour. By default grey when every training image is grey.'),
    ),
  }),
  v.description('How images become pixels, each a number from 0 to 1.'),
);

const Features = v.pipe(
  v.strictObject({
    exclude: v.pipe(
      v.optional(v.array(v.string()), []),
      v.description('Columns that the model does not see.'),
    ),
    columns: v.pipe(
      v.optional(
        v.record(v.string(), v.picklist(['numeric', 'categorical', 'boolean', 'date', 'text', 'image'])),
        {},
      ),
      v.description(
        'Kinds of columns, where the inferred kind is not the right one. An image column names PNG or JPEG files, relative to the table.',
      ),
    ),
    standardize: v.pipe(
      v.optional(v.boolean()),
      v.description(
        'Scale numeric columns, and each number of an array, to mean 0 and standard deviation 1: as it is by default, but for a "keras" model. Pixels of images stay between 0 and 1.',
      ),
    ),
    arrays: v.pipe(
      v.optional(
        v.record(v.string(), v.union([path, v.strictObject({ train: path, test: v.optional(path) })])),
        {},
      ),
      v.description(
        'Arrays of numbers as further columns, such as embeddings: for each name a .npy file whose row i belongs to record i of the training data, or { "train": …, "test": … } with one for the test data too.',
      ),
    ),
    text: v.optional(TextOptions, {}),
    image: v.optional(ImageOptions, {}),
  }),
  v.description('How columns become what the model sees; what is left out is inferred.'),
);

const Logistic = v.strictObject({
  type: v.pipe(
    v.literal('logistic'),
    v.description('Logistic regression: one logit for two classes, softmax for more.'),
  ),
  l2: v.optional(L2, 0.01),
});

const Temperature = v.pipe(
  v.optional(nonNegative, 0.001),
  v.description(
    'How far the hinge is rounded: t in t·log(1 + exp((1 − margin)/t)). 0 is the hinge itself, whose influences are poor.',
  ),
);

const SmoothHinge = v.strictObject({
  type: v.pipe(
    v.literal('smooth-hinge'),
    v.description('Linear support vector machine with a smooth hinge, for two classes or more.'),
  ),
  l2: v.optional(L2, 0.01),
  temperature: Temperature,
});

const RbfSvm = v.strictObject({
  type: v.pipe(
    v.literal('rbf-svm'),
    v.description(
      'Support vector machine with a Gaussian kernel and a smooth hinge; for up to 5,000 training rows.',
    ),
  ),
  l2: v.optional(L2, 0.01),
  gamma: v.pipe(
    v.optional(v.union([positive, v.literal('auto')]), 'auto'),
    v.description(
      'γ in exp(−γ‖x − z‖²); "auto" is 1 over the mean squared distance of the training rows from their mean.',
    ),
  ),
  temperature: Temperature,
});

const Activation = v.optional(v.picklist(['tanh', 'relu', 'sigmoid', 'elu', 'softplus']), 'tanh');

/** How a network is trained here. */
const TRAINING = {
  l2: v.pipe(
    v.optional(positive, 0.001),
    v.description('Strength of the L2 penalty on the weights (never on intercepts).'),
  ),
  epochs: v.pipe(
    v.optional(count, 200),
    v.description(
      'Most passes over the data; training stops earlier when held-out rows are fitted no better.',
    ),
  ),
  learningRate: v.pipe(v.optional(positive, 0.003), v.description('Step size of Adam.')),
  batchSize: v.pipe(v.optional(count, 64), v.description('Rows in a step of Adam.')),
};

const Mlp = v.strictObject({
  type: v.pipe(
    v.literal('mlp'),
    v.description('A network of dense layers with a softmax, trained here from the seed.'),
  ),
  hidden: v.pipe(
    v.optional(v.pipe(v.array(count), v.maxLength(8)), [64]),
    v.description('Units of each hidden layer.'),
  ),
  activation: v.pipe(
    Activation,
    v.description('What follows each hidden layer. Influence is truest for smooth ones, such as tanh.'),
  ),
  ...TRAINING,
});

const filterSide = v.pipe(count, v.maxValue(15));
const stride = v.pipe(count, v.maxValue(8));
const convolutions = v.maxLength<number[], 16>(16);

const Cnn = v.strictObject({
  type: v.pipe(
    v.literal('cnn'),
    v.description(
      'A convolutional network for images, trained here from the seed: convolutions, then one dense layer with a softmax.',
    ),
  ),
  filters: v.pipe(
    v.optional(v.pipe(v.array(count), v.minLength(1), convolutions), [8, 16]),
    v.description('Filters of each convolution.'),
  ),
  kernel: v.pipe(
    v.optional(v.union([filterSide, v.pipe(v.array(filterSide), convolutions)]), 3),
    v.description('Side of the filters in pixels: one number, or one for each convolution.'),
  ),
  stride: v.pipe(
    v.optional(v.union([stride, v.pipe(v.array(stride), convolutions)]), 2),
    v.description(
      'Pixels between two positions of a filter: one number, or one for each convolution. 2 halves the image.',
    ),
  ),
  activation: v.pipe(
    Activation,
    v.description('What follows each convolution. Influence is truest for smooth ones, such as tanh.'),
  ),
  end: v.pipe(
    v.optional(v.picklist(['flatten', 'average']), 'flatten'),
    v.description(
      'What the dense layer sees: every number that the last convolution gives, or the average of each filter over the image.',
    ),
  ),
  imageShape: v.pipe(
    v.optional(v.union([v.strictTuple([count, count]), v.strictTuple([count, count, count])])),
    v.description(
      '[height, width] or [height, width, channels] of the images, where the columns of a table are pixels, in the order of the columns. By default that of the images or arrays, or a grey square.',
    ),
  ),
  ...TRAINING,
});

const Model = v.pipe(
  v.variant('type', [Logistic, SmoothHinge, RbfSvm, Mlp, Cnn, Keras]),
  v.description('The model and its penalty.'),
);

export const CURVATURES = ['auto', 'hessian', 'gauss-newton'] as const;
export const SOLVERS = ['auto', 'exact', 'cg', 'lissa', 'ekfac'] as const;
export const LEVERAGES = ['auto', 'exact', 'estimate'] as const;

const Influence = v.pipe(
  v.strictObject({
    solver: v.pipe(
      v.optional(v.picklist(SOLVERS), 'auto'),
      v.description(
        'How the inverse Hessian is applied; "auto" chooses by cost. "exact" factors the curvature, "cg" and "lissa" (stochastic estimation) iterate, "ekfac" is for networks.',
      ),
    ),
    curvature: v.pipe(
      v.optional(v.picklist(CURVATURES), 'auto'),
      v.description(
        'For networks, what is inverted: the Hessian, or the Gauss-Newton matrix, which has no negative directions. "auto" takes the Hessian where it is factored whole and the network is at a minimum. Linear models use the Hessian.',
      ),
    ),
    leverage: v.pipe(
      v.optional(v.picklist(LEVERAGES), 'auto'),
      v.description(
        'How the scores of all rows (self-influence, held-out probabilities) come by the leverage of a row, with a linear model: "exact"; "estimate", in a fraction of the time and the memory, which says how far off it is; "auto" estimates where exact ones would take minutes or do not fit.',
      ),
    ),
    damping: v.pipe(
      v.optional(nonNegative, 0),
      v.description(
        'Added to the diagonal of the Hessian. With a network 0 lets it follow from the curvature.',
      ),
    ),
  }),
  v.description('How influence is computed.'),
);

export const InfluenceConfig = v.strictObject({
  $schema: v.pipe(
    v.optional(v.string()),
    v.description('The JSON schema of this file; an editor may write it.'),
  ),
  name: v.pipe(v.optional(v.string()), v.description('Name shown for this dataset; by default its folder.')),
  train: v.pipe(
    v.string(),
    v.minLength(1),
    v.description(
      'Training data: a .csv, .tsv, .jsonl or .parquet file, a folder with one sub-folder of images or texts per class, or a .npy array with one row of numbers a record; relative to this file.',
    ),
  ),
  test: v.pipe(
    v.union([v.pipe(v.string(), v.minLength(1)), v.pipe(v.number(), v.gtValue(0), v.ltValue(1))]),
    v.description(
      'Test data: a file or folder of the same kind, or the fraction of the training data to hold out (seeded).',
    ),
  ),
  label: v.pipe(
    v.optional(v.pipe(v.string(), v.minLength(1)), 'label'),
    v.description(
      'The column that holds the label. In a folder the sub-folder is the label: leave this out. For a .npy array it is the .npy file of the labels.',
    ),
  ),
  testLabel: v.pipe(
    v.optional(path),
    v.description('The .npy file of the labels of the test data, where "test" is a .npy array.'),
  ),
  features: v.optional(Features, {}),
  model: v.optional(Model, { type: 'logistic' }),
  influence: v.optional(Influence, {}),
  audit: v.optional(AuditSettings, {}),
  seed: v.pipe(
    v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
    v.description('Seed of every random choice.'),
  ),
});

/** As a user writes it: defaults may be left out. */
export type InfluenceConfigInput = v.InferInput<typeof InfluenceConfig>;
/** As the engine uses it: every default filled in. */
export type InfluenceConfig = v.InferOutput<typeof InfluenceConfig>;
export type ModelConfig = InfluenceConfig['model'];
export type MlpConfig = Extract<ModelConfig, { type: 'mlp' }>;
export type CnnConfig = Extract<ModelConfig, { type: 'cnn' }>;
export type KerasConfig = Extract<ModelConfig, { type: 'keras' }>;
export type FeaturesConfig = InfluenceConfig['features'];
export type TextConfig = FeaturesConfig['text'];
export type ImageConfig = FeaturesConfig['image'];
export type CurvatureChoice = (typeof CURVATURES)[number];
export type LeverageChoice = (typeof LEVERAGES)[number];
export type SolverChoice = (typeof SOLVERS)[number];
export const BACKENDS = ['tensorflow', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKENDS)[number];
export type BackendChoice = 'auto' | BackendName;
