/**
 * Where strides are longer than a filter, padding by "same" comes out below 0 and counts as none. The convolutions of
 * tfjs-backend-wasm (4.22) leave it to XNNPACK, which takes it for a huge one: all outputs are 0. So the padding is named.
 */
import {
  backend_util,
  getKernel,
  type KernelConfig,
  type NamedAttrMap,
  registerKernel,
  unregisterKernel,
} from '@tensorflow/tfjs-core';

const KERNELS = ['Conv2D', 'FusedConv2D', 'DepthwiseConv2dNative', 'FusedDepthwiseConv2D'];

let named = false;

/** Once, in place of the backend's own kernels. */
export function nameConvolutionPadding(): void {
  if (named) return;
  named = true;
  for (const name of KERNELS) {
    const stock = getKernel(name, 'wasm');
    const depthwise = name.includes('Depthwise');
    const kernelFunc: KernelConfig['kernelFunc'] = (given) => {
      const { x, filter } = given.inputs;
      return stock.kernelFunc({
        ...given,
        attrs: withPadding(given.attrs!, x!.shape, filter!.shape, depthwise),
      });
    };
    unregisterKernel(name, 'wasm');
    registerKernel({ ...stock, kernelFunc });
  }
}

function withPadding(attrs: NamedAttrMap, x: number[], filter: number[], depthwise: boolean): NamedAttrMap {
  if (attrs['pad'] !== 'same') return attrs;
  const { top, bottom, left, right } = backend_util.computeConv2DInfo(
    x as [number, number, number, number],
    filter as [number, number, number, number],
    attrs['strides'] as number,
    (attrs['dilations'] as number | null) ?? 1,
    'same',
    attrs['dimRoundingMode'] as 'floor',
    depthwise,
  ).padInfo;
  const pad = [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
  return { ...attrs, pad } as NamedAttrMap;
}
