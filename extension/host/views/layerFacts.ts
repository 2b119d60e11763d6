/** The layers of a network in the view of datasets. */
import { toErrorData } from '../../contract/errors';
import { SUPPORT_WORDS, type LayerReport, type LayerSupport } from '../../contract/layers';
import type { Dataset } from '../datasets/types';
import { formatCount } from '../editor/format';
import type { FactRow } from './factRow';

const ICONS: Record<LayerSupport, string> = {
  exact: 'pass',
  frozen: 'lock',
  unused: 'circle-slash',
  unsupported: 'error',
};

export function hasLayers({ model }: Dataset): boolean {
  return model === 'mlp' || model === 'cnn' || model === 'keras';
}

export function layersRow(layers: () => Promise<LayerReport[]>): FactRow {
  return {
    id: 'layers',
    label: 'Layers',
    description: 'what of them is differentiated',
    icon: 'layers',
    async children() {
      try {
        return (await layers()).map(layerRow);
      } catch (thrown) {
        const { message, hint } = toErrorData(thrown);
        const tooltip = [message, hint].filter(Boolean).join(' ');
        return [
          {
            id: 'layers/error',
            label: 'They could not be read',
            description: message,
            tooltip,
            icon: 'error',
          },
        ];
      }
    },
  };
}

function layerRow({ name, type, shape, parameters, support, note }: LayerReport, index: number): FactRow {
  const output = shape === null ? undefined : `output ${shape.map((side) => side ?? 'any').join(' × ')}`;
  const weights = parameters === null ? undefined : `${formatCount(parameters)} weights`;
  const words = SUPPORT_WORDS[support];
  return {
    id: `layers/${index}`,
    label: name,
    description: `${type} · ${words}`,
    tooltip: [
      [type, output, weights].filter(Boolean).join(', '),
      note === undefined ? words : `${words}: ${note}`,
    ].join('\n'),
    icon: ICONS[support],
  };
}
