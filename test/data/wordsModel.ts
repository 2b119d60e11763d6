import { layers, sequential } from '@tensorflow/tfjs-layers';
import { writeTfjsModel } from './tfjsModel';

/** A model of TensorFlow.js that looks up `known` words, any number a text. @returns the path of its model.json */
export async function writeWordsModel(folder: string, known: number): Promise<string> {
  const model = sequential({
    layers: [
      layers.embedding({ inputDim: known, outputDim: 3, inputShape: [null] }),
      layers.globalAveragePooling1d({}),
      layers.dense({ units: 2, activation: 'softmax' }),
    ],
  });
  const file = await writeTfjsModel(model, folder);
  model.dispose();
  return file;
}
