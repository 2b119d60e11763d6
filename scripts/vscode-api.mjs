// What a bundle uses of the VS Code API, taken from it once. Left to the bundler, each file that imports the API copies its 400 or so names
// into an object of its own while the extension is activated.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes imports of `vscode` under this folder share one object with the names that are used there. */
export function vscodeApi(folder) {
  return {
    name: 'vscode-api',
    setup(build) {
      build.onResolve({ filter: /^vscode$/ }, ({ path, namespace }) =>
        namespace === 'vscode-api' ? { path, external: true } : { path, namespace: 'vscode-api' },
      );
      build.onLoad({ filter: /./, namespace: 'vscode-api' }, () => ({
        contents: `export { ${namesUsed(folder).join(', ')} } from 'vscode';`,
      }));
    },
  };
}

function namesUsed(folder) {
  const names = new Set();
  for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts')))
    for (const [, name] of readFileSync(join(folder, file), 'utf8').matchAll(/\bvscode\.(\w+)/g))
      names.add(name);
  return [...names].sort();
}
