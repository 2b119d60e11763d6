/** Builds a network from its stages. */
import type { Network } from '../../autodiff/network';
import { createRandom, type Random } from '../../random';
import type { Stage } from './architecture';
import { convolution } from './stages/convolution';
import { dense } from './stages/dense';
import { image } from './stages/image';
import { rows } from './stages/rows';
import type { Layer } from './stages/types';

/** The same seed gives the same weights. */
export function buildNetwork(stages: readonly Stage[], seed: number): Network {
  const random = createRandom(seed);
  const layers: Layer[] = [];
  for (const stage of stages) {
    const before = layers.filter(({ parameters }) => parameters.length > 0).length;
    layers.push(layerOf(stage, before + 1, random));
  }
  const parameters = layers.flatMap((layer) => layer.parameters);
  return {
    parameters,
    apply: (x) => layers.reduce((z, layer) => layer.apply(z), x),
    dispose: () => parameters.forEach(({ variable }) => variable.dispose()),
  };
}

function layerOf(stage: Stage, position: number, random: Random): Layer {
  switch (stage.kind) {
    case 'dense':
      return dense(stage, position, random);
    case 'convolution':
      return convolution(stage, position, random);
    case 'image':
      return image(stage, position, random);
    case 'flatten':
    case 'average':
      return rows(stage, position, random);
  }
}
