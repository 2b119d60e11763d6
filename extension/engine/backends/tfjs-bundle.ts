/** What dist/tfjs.js holds: one copy of TensorFlow.js for all bundles, loaded when a network is asked for. */
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import * as wasm from '@tensorflow/tfjs-backend-wasm';
import * as core from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';

export { core, layers, wasm };
