/** The training rows as the model sees them, for models that see the columns and those that see what a network makes of them. */
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { KerasConfig } from '../../contract/config';
import type { Work } from '../../contract/progress';
import { outputOfClass } from '../../core/keras/classes';
import { endingOf, outputsOf } from '../../core/keras/ending';
import type { FrozenPart } from '../../core/keras/frozen';
import { planInput } from '../../core/keras/inputPlan';
import type { NetworkPlan } from '../../core/keras/network';
import { contentKey } from '../cache/key';
import { featureMap } from '../brought/featureMap';
import type { BroughtModel } from '../brought/model';
import { broughtFlops } from '../brought/cost';
import { frozenDesign } from '../brought/frozenDesign';
import { orderColumns } from '../brought/columns';
import { type Design, plainDesign } from '../dataset/design';
import { learnPlan, prepareFeatures } from '../dataset/features';
import type { Dataset } from '../dataset/types';
import { ENGINE_BUILD } from '../version';
import { backendFor } from './engine';
import type { DatasetRequest } from './request';
import type { Prepared } from './state';

export interface Preparation {
  /** The same key, the same result. */
  key: string;
  prepare(work: Work): Promise<Prepared>;
}

export async function preparation(request: DatasetRequest, dataset: Dataset): Promise<Preparation> {
  const { fingerprint, loaded, brought } = dataset;
  const { label, features, model } = loaded.config;
  const key = contentKey(fingerprint, label, features);
  if (!brought || model.type !== 'keras') return { key, prepare: (work) => prepareColumns(dataset, work) };
  const { layers } = model;
  if (layers === 'last') return prepareFrozen(request, dataset, brought, model, key);
  return {
    key: contentKey(key, brought.key, model),
    prepare: (work) => prepareWhole(dataset, brought, model, layers, work),
  };
}

async function prepareColumns(dataset: Dataset, work: Work): Promise<Prepared> {
  const { plan, problem } = await prepareFeatures(dataset, work);
  return { plan, design: plainDesign(plan), problem };
}

/** Rows as they go into the model, all of whose layers are at hand. */
async function prepareWhole(
  dataset: Dataset,
  { file, inputShape }: BroughtModel,
  { input, classes }: KerasConfig,
  layers: NetworkPlan['layers'],
  work: Work,
): Promise<Prepared> {
  const plan = orderColumns(dataset, await learnPlan(dataset, work), input);
  const design = plainDesign(plan);
  const ending = endingOf(file.topology);
  const outputs = outputsOf(ending);
  const network = {
    layers,
    input: planInput(inputShape, plan, input),
    outputs,
    outputOfClass: outputOfClass(outputs, classes, dataset.classes),
  };
  return {
    plan,
    design,
    problem: await problemOf(dataset, design, work),
    brought: { network: async () => (await import('../../core/keras/network')).kerasNetwork(file, network) },
  };
}

async function prepareFrozen(
  { engine, ref }: DatasetRequest,
  dataset: Dataset,
  brought: BroughtModel,
  config: KerasConfig,
  columnsKey: string,
): Promise<Preparation> {
  const { backend, tensors } = await backendFor(
    engine,
    ref.backend ?? 'auto',
    broughtFlops(brought, dataset.train.rows.length + dataset.test.rows.length),
  );
  const { input, head, featureLayer, classes } = config;
  const key = contentKey(
    ENGINE_BUILD,
    columnsKey,
    brought.key,
    { input, head, featureLayer, classes },
    backend.name,
  );
  return {
    key,
    async prepare(work) {
      const plan = orderColumns(dataset, await learnPlan(dataset, work), input);
      let known: { layers: LayersModel; part: FrozenPart } | undefined;
      const part = async () => {
        await tensors();
        const { frozenPart } = await import('../../core/keras/frozen');
        const layers = await brought.layers();
        if (known?.layers !== layers)
          known = { layers, part: frozenPart(layers, brought.file.topology, config, backend.memory) };
        return known.part;
      };
      const inputPlan = planInput(brought.inputShape, plan, input);
      const { head: own } = await part();
      const outputs = own && outputOfClass(own.outputs, classes, dataset.classes);
      const design = frozenDesign({
        key,
        plan,
        input: inputPlan,
        cache: engine.cache,
        tables: [dataset.train.file.table, dataset.test.file.table],
        part,
      });
      return {
        plan,
        design,
        problem: await problemOf(dataset, design, work),
        brought: { head: own && outputs && { ...own, outputOfClass: outputs } },
        through: featureMap(part, inputPlan),
      };
    },
  };
}

async function problemOf(
  { train, classes }: Dataset,
  design: Design,
  work: Work,
): Promise<Prepared['problem']> {
  const features = await design(train.file.table, train.rows, work);
  return { features, labels: train.labels, classes: classes.length };
}
