import { LensError } from '../../contract/errors';

/**
 * Which output of a model belongs to each class of the data. A model with one output has it for the second class.
 * @param outputs how many the model gives
 * @param named classes of the outputs in the model's order, where the config names them
 * @param classes those of the data
 */
export function outputOfClass(
  outputs: number,
  named: readonly string[] | undefined,
  classes: readonly string[],
): Int32Array {
  const wanted = outputs === 1 ? 2 : outputs;
  if (named && named.length !== wanted)
    throw new LensError(
      'model',
      `"model.classes" names ${named.length} classes, and the model tells ${wanted} apart.`,
      {
        hint: 'Name them in the order of its outputs.',
      },
    );
  if (classes.length !== wanted) {
    throw new LensError(
      'model',
      `The model tells ${wanted} classes apart, and the data have ${classes.length}: ${list(classes)}.`,
      { hint: 'Leave out the other rows, or set "model.head": "new" for a new last layer on what it sees.' },
    );
  }
  const order = named ?? classes;
  return Int32Array.from(classes, (name) => {
    const at = order.indexOf(name);
    if (at >= 0) return at;
    throw new LensError('model', `"model.classes" has no class "${name}", which the data have.`, {
      hint: `It names ${list(order)}.`,
    });
  });
}

function list(names: readonly string[]): string {
  const first = names.slice(0, 8).map((name) => `"${name}"`);
  return first.join(', ') + (names.length > first.length ? ', …' : '');
}
