import type { LayerReport, LayersDocument } from '../../contract/layers';
import { partsOfLayers, SUPPORT_WORDS, weightsOf } from '../../contract/layers';
import { report } from './head';
import { counted } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';

const COLUMNS: readonly Column<LayerReport>[] = [
  { title: 'layer', cell: ({ name }) => name },
  { title: 'type', cell: ({ type }) => type },
  { title: 'output', cell: ({ shape }) => shape?.map((side) => side ?? 'any').join(' × ') ?? '' },
  {
    title: 'parameters',
    align: 'right',
    cell: ({ parameters }) => parameters?.toLocaleString('en-US') ?? '',
  },
  {
    title: '',
    cell: ({ support, note }) => SUPPORT_WORDS[support] + (note === undefined ? '' : `: ${note}`),
  },
];

/** All layers of a model. */
export function layersReport({ layers, model }: LayersDocument, style: Style): string {
  if (layers.length === 0)
    return report([`A model of type "${model}" has no layers: all of it is differentiated exactly.`]);
  return report([style.heading('Layers'), ...tableLines(COLUMNS, layers).map((line) => `  ${line}`)]);
}

/** As a part of another report: long runs of frozen layers are summed up. */
export function layerLines(layers: readonly LayerReport[], style: Style): string[] {
  if (layers.length === 0) return [];
  return [style.heading('Layers'), ...tableLines(COLUMNS, shortened(layers)).map((line) => `  ${line}`)];
}

function shortened(all: readonly LayerReport[]): LayerReport[] {
  return partsOfLayers(all).flatMap(({ layers, long }): LayerReport[] =>
    long
      ? [
          {
            name: `(${counted(layers.length, 'layer')}; all with --layers)`,
            type: '',
            shape: null,
            parameters: weightsOf(layers),
            support: 'frozen',
          },
        ]
      : layers,
  );
}
