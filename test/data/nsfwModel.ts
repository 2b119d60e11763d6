/** The MobileNet v2 of the npm package nsfwjs: a TensorFlow.js model that tells five kinds of pictures apart. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The package holds its files as modules: these are the files that they stand for. @returns the path of the model.json */
export function writeNsfwModel(folder: string): string {
  const require = createRequire(import.meta.url);
  const models = join(dirname(require.resolve('nsfwjs')), '../models/mobilenet_v2');
  const model = require(join(models, 'model.min.js')) as { weightsManifest: { paths: string[] }[] };
  mkdirSync(folder, { recursive: true });
  for (const name of model.weightsManifest.flatMap(({ paths }) => paths))
    writeFileSync(
      join(folder, name),
      Buffer.from(require(join(models, `${name}.min.js`)) as string, 'base64'),
    );
  const file = join(folder, 'model.json');
  writeFileSync(file, JSON.stringify(model));
  return file;
}
