import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { io } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Writes `model.json` and its weight file as TensorFlow.js saves them. @returns the path of the model.json */
export async function writeTfjsModel(model: LayersModel, folder: string): Promise<string> {
  const file = join(folder, 'model.json');
  mkdirSync(dirname(file), { recursive: true });
  await model.save({
    save({ modelTopology, weightSpecs = [], weightData }) {
      const bytes = Buffer.from(io.CompositeArrayBuffer.join(weightData));
      // In two files, as large models are.
      const half = 4 * Math.floor(bytes.length / 8);
      const shards = {
        'group1-shard1of2.bin': bytes.subarray(0, half),
        'group1-shard2of2.bin': bytes.subarray(half),
      };
      for (const [name, part] of Object.entries(shards)) writeFileSync(join(folder, name), part);
      const weightsManifest = [{ paths: Object.keys(shards), weights: weightSpecs }];
      writeFileSync(file, JSON.stringify({ format: 'layers-model', modelTopology, weightsManifest }));
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } });
    },
  });
  return file;
}
