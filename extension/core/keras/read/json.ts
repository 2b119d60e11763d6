/** The `model.json` of TensorFlow.js, with its weight files. */
import type { io } from '@tensorflow/tfjs-core';
import { LensError } from '../../../contract/errors';
import { isModel } from '../topology';
import type { ModelFile, Topology } from '../types';

interface ModelJson {
  format?: string;
  modelTopology?: { model_config?: Topology; node?: unknown } & Partial<Topology>;
  weightsManifest?: io.WeightsManifestConfig;
}

/** @param sibling bytes of a file that lies beside the model */
export async function readModelJson(
  bytes: Uint8Array,
  sibling: (name: string) => Promise<Uint8Array>,
): Promise<ModelFile> {
  const { modelTopology, weightsManifest, format } = parse(bytes);
  if (format === 'graph-model' || modelTopology?.node !== undefined)
    throw new LensError('model', 'This is a graph model: a program without layers.', {
      hint: 'Convert the Keras model to a layers model (tensorflowjs_converter --output_format tfjs_layers_model), or name its .keras or .h5 file.',
    });
  const topology = modelTopology?.model_config ?? modelTopology;
  if (!isTopology(topology) || !Array.isArray(weightsManifest))
    throw new LensError('model', 'This is no model of TensorFlow.js.', {
      hint: 'Name the model.json that model.save or tensorflowjs_converter wrote.',
    });
  const parts: Uint8Array[] = [];
  for (const { paths } of weightsManifest) for (const path of paths) parts.push(await sibling(path));
  const specs = weightsManifest.flatMap(({ weights }) => weights);
  return { topology, weights: { kind: 'named', specs, data: joined(parts) } };
}

function parse(bytes: Uint8Array): ModelJson {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as ModelJson;
  } catch (cause) {
    throw new LensError('model', 'This is no JSON: the model.json of TensorFlow.js was expected.', { cause });
  }
}

function isTopology(value: Partial<Topology> | undefined): value is Topology {
  return typeof value?.class_name === 'string' && isModel(value.class_name) && value.config !== undefined;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
