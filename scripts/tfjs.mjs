// TensorFlow.js is a bundle of its own, dist/tfjs.js: the others load it when a network is asked for, and all have the same copy.
import { createRequire } from 'node:module';

const PARTS = {
  '@tensorflow/tfjs-core': 'core',
  '@tensorflow/tfjs-layers': 'layers',
  '@tensorflow/tfjs-backend-wasm': 'wasm',
};

/** Makes imports of TensorFlow.js reach into dist/tfjs.js. */
export const separateTfjs = {
  name: 'separate-tfjs',
  setup(build) {
    build.onResolve({ filter: /^@tensorflow\/tfjs-(core|layers|backend-wasm)/ }, ({ path }) => ({
      path,
      namespace: 'tfjs',
    }));
    build.onResolve({ filter: /^\.\/tfjs\.js$/, namespace: 'tfjs' }, ({ path }) => ({
      path,
      external: true,
    }));
    build.onLoad({ filter: /./, namespace: 'tfjs' }, ({ path }) => ({
      // Anything deeper is there for its effect, which the bundle has had.
      contents:
        path in PARTS ? `module.exports = require('./tfjs.js').${PARTS[path]};` : `require('./tfjs.js');`,
    }));
  },
};

/** The backend's compiled modules that ship: Node has had SIMD since version 16. */
export function tfjsWasm() {
  const require = createRequire(import.meta.url);
  return [require.resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm')];
}
