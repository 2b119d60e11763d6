import type { LayerReport } from '../../../contract/layers';
import type { Stage } from './architecture';

/** The layers of a network that is trained here, all of which are differentiated. */
export function reportStages(stages: readonly Stage[]): LayerReport[] {
  let shape: number[] = [];
  return stages.map((stage, i) => {
    const { type, parameters } = sizeOf(stage);
    shape = shapeAfter(stage, shape);
    return { name: `layer ${i + 1}`, type, shape, parameters, support: 'exact' };
  });
}

function shapeAfter(stage: Stage, before: readonly number[]): number[] {
  switch (stage.kind) {
    case 'dense':
      return [stage.outputs];
    case 'convolution':
      return [stage.height, stage.width, stage.outputs];
    case 'image':
      return [...stage.shape];
    case 'flatten':
      return [before.reduce((product, side) => product * side, 1)];
    case 'average':
      return before.slice(-1);
  }
}

function sizeOf(stage: Stage): { type: string; parameters: number } {
  switch (stage.kind) {
    case 'dense':
      return { type: named('Dense', stage.activation), parameters: (stage.inputs + 1) * stage.outputs };
    case 'convolution':
      return {
        type: named(`Conv2D ${stage.kernel} × ${stage.kernel}`, stage.activation),
        parameters: (stage.kernel ** 2 * stage.inputs + 1) * stage.outputs,
      };
    case 'image':
      return { type: 'Image', parameters: 0 };
    case 'flatten':
      return { type: 'Flatten', parameters: 0 };
    case 'average':
      return { type: 'GlobalAveragePooling2D', parameters: 0 };
  }
}

function named(type: string, activation: string | undefined): string {
  return activation === undefined ? type : `${type}, ${activation}`;
}
