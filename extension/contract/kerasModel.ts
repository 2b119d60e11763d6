/** `model.type: "keras"`: a model that was trained elsewhere. */
import * as v from 'valibot';
import { L2, path, positive } from './fields';
import { Tokens } from './kerasTokens';

const names = v.pipe(v.array(path), v.minLength(1));

const Input = v.pipe(
  v.strictObject({
    columns: v.pipe(
      v.optional(names),
      v.description(
        'The columns that the model takes, in its order. By default all of them, as in the file.',
      ),
    ),
    range: v.pipe(
      v.optional(v.strictTuple([v.number(), v.number()]), [0, 1]),
      v.description(
        'What black and white of an image are to the model: [0, 1], [0, 255], [-1, 1]. Images alone are scaled.',
      ),
    ),
    mean: v.pipe(
      v.optional(v.pipe(v.array(v.number()), v.minLength(1))),
      v.description('Taken from each channel of an image after "range": one number a channel.'),
    ),
    std: v.pipe(
      v.optional(v.pipe(v.array(positive), v.minLength(1))),
      v.description('What each channel of an image is divided by after "mean": one number a channel.'),
    ),
    tokens: v.optional(Tokens),
  }),
  v.description('The input that the model expects.'),
);

export const Keras = v.strictObject({
  type: v.pipe(v.literal('keras'), v.description('A Keras or TensorFlow.js model that is trained already.')),
  path: v.pipe(
    path,
    v.description(
      'The model: the model.json of TensorFlow.js with its weight files, or the .keras or .h5 file of Keras; relative to this file.',
    ),
  ),
  layers: v.pipe(
    v.optional(v.union([v.picklist(['last', 'all']), names]), 'last'),
    v.description(
      'The layers whose weights influence is about. "last": the last dense layer, fitted to the training rows on the features that the layers before it give, which stay as they are. "all", or a list of names: the layers as they were trained, by the damped Gauss-Newton curvature of the whole network.',
    ),
  ),
  head: v.pipe(
    v.optional(v.picklist(['model', 'new']), 'model'),
    v.description(
      'With "layers": "last", "new" puts a new last layer in the place of that of the model, for classes of another kind.',
    ),
  ),
  featureLayer: v.pipe(
    v.optional(path),
    v.description(
      'With "head": "new", the layer whose output the new last layer takes. By default the input of the last dense layer.',
    ),
  ),
  classes: v.pipe(
    v.optional(names),
    v.description(
      'The class of each output of the model, in its order. By default in the order of their names.',
    ),
  ),
  input: v.optional(Input, {}),
  l2: v.pipe(
    v.optional(L2),
    v.description(
      'Strength of the L2 penalty on the weights (never on intercepts). By default 0.01 for the last layer, and 0.0001 for layers that stay as they were trained; "auto" is for the last layer.',
    ),
  ),
});
