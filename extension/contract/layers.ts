/** What is differentiated of a network, layer by layer. */

/**
 * `exact`: influence is about its weights, or goes through it, with verified first and second derivatives. `frozen`: it stays as it
 * is, and comes before all that is differentiated. `unused`: what is explained does not depend on it. `unsupported`: its second
 * derivatives are not verified, so the network is refused.
 */
export type LayerSupport = 'exact' | 'frozen' | 'unused' | 'unsupported';

export interface LayerReport {
  name: string;
  /** Class of the layer, in the terms of Keras. */
  type: string;
  /** Of one row's output, null where a side is free; null as a whole where it is not known. */
  shape: (number | null)[] | null;
  /** Number of its weights; null where it is not known. */
  parameters: number | null;
  support: LayerSupport;
  /** For `unsupported` what to do, otherwise what needs saying. */
  note?: string;
}

export interface LayersDocument {
  kind: 'layers';
  version: 1;
  /** Absolute path of the influence.json. */
  config: string;
  model: string;
  /** In the order of the network; empty for models that have none. */
  layers: LayerReport[];
}

/** As tables show it. */
export const SUPPORT_WORDS: Record<LayerSupport, string> = {
  exact: 'differentiated exactly',
  frozen: 'frozen',
  unused: 'left out',
  unsupported: 'not supported',
};

/** Frozen layers in a row that are listed one by one; more are summed up at first. */
const LISTED = 6;

/** The layers in parts, in their order: long runs of frozen ones by themselves. */
export function partsOfLayers(layers: readonly LayerReport[]): { layers: LayerReport[]; long: boolean }[] {
  const runs: LayerReport[][] = [];
  for (const layer of layers) {
    const run = runs.at(-1);
    if (run && (run[0].support === 'frozen') === (layer.support === 'frozen')) run.push(layer);
    else runs.push([layer]);
  }
  return runs.map((run) => ({ layers: run, long: run[0].support === 'frozen' && run.length > LISTED }));
}

export function weightsOf(layers: readonly LayerReport[]): number {
  return layers.reduce((sum, { parameters }) => sum + (parameters ?? 0), 0);
}
