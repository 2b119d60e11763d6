/** How datasets are called: by their config's `name`, else their folder, told apart where two would be alike. */
import { basename, dirname, relative } from 'node:path';

export interface Nameable {
  /** Path of the influence.json. */
  config: string;
  name?: string;
  /** Path of its workspace folder. */
  root?: string;
}

/** `influence.json` names nothing; `spam.influence.json` names `spam`. */
export function stemOf(config: string): string | undefined {
  return basename(config).replace(/[.\-_]?influence\.json$/, '') || undefined;
}

export function nameDatasets(datasets: readonly Nameable[]): string[] {
  const first = datasets.map(
    (dataset) => dataset.name ?? stemOf(dataset.config) ?? basename(dirname(dataset.config)),
  );
  return first.map((name, i) => {
    const alike = first.some((other, j) => j !== i && other === name);
    if (!alike) return name;
    const { config, root } = datasets[i];
    const place =
      root === undefined ? config : `${basename(root)}/${relative(root, config).replaceAll('\\', '/')}`;
    return `${name} (${place})`;
  });
}
