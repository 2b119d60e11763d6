/** The .npy files that a config names beside its data. */
import { resolve } from 'node:path';
import type { InfluenceConfig } from '../../contract/config';
import { LensError } from '../../contract/errors';
import { type ConfigDocument, type ConfigPath, locate } from './document';

/** Further files of one part of the data. Absolute paths. */
export interface Companions {
  /** The labels of a .npy array. */
  labels?: string;
  /** Arrays by the name of their column. */
  arrays: ReadonlyMap<string, string>;
}

const NPY = /\.npy$/i;

/** Finds them, without a look at the disk. Throws a `config` error for what is missing, of another kind, or has no use. */
export function companionsOf(
  config: InfluenceConfig,
  document: ConfigDocument,
  folder: string,
): { train: Companions; test: Companions } {
  const fail = (path: ConfigPath, message: string, hint: string): never => {
    throw new LensError('config', message, { hint, location: locate(document, path) });
  };
  const npy = (path: ConfigPath, file: string, what: string): string => {
    if (!NPY.test(file))
      fail(path, `"${path.join('.')}" is "${file}".`, `It must name ${what}, a .npy file.`);
    return resolve(folder, file);
  };
  const isArray = NPY.test(config.train);
  const hasTestFile = typeof config.test === 'string';
  if (config.testLabel !== undefined && !(isArray && hasTestFile)) {
    fail(
      ['testLabel'],
      '"testLabel" is not needed here.',
      'It goes with a .npy file for "test" alone: leave it out.',
    );
  }
  const arrays = Object.entries(config.features.arrays).map(([name, files]) => {
    const path = ['features', 'arrays', name];
    const { train, test } = typeof files === 'string' ? { train: files } : { test: undefined, ...files };
    if (hasTestFile && test === undefined) {
      const hint = `Write "${name}": { "train": "${train}", "test": … }, with the array of the test data.`;
      fail(path, `"${path.join('.')}" has no array for the test data.`, hint);
    }
    if (!hasTestFile && test !== undefined) {
      fail(
        [...path, 'test'],
        'The test data is a part of the training data.',
        `Write "${name}": "${train}".`,
      );
    }
    return {
      name,
      train: npy(path, train, 'an array'),
      test: test === undefined ? undefined : npy([...path, 'test'], test, 'an array'),
    };
  });
  return {
    train: {
      labels: isArray ? npy(['label'], config.label, 'the labels of the training array') : undefined,
      arrays: new Map(arrays.map(({ name, train }) => [name, train])),
    },
    test: {
      labels: config.testLabel === undefined ? undefined : npy(['testLabel'], config.testLabel, 'labels'),
      arrays: new Map(arrays.flatMap(({ name, test }) => (test === undefined ? [] : [[name, test]]))),
    },
  };
}
