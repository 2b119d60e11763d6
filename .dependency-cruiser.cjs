/** Dependencies run one way: contract ← core ← engine ← worker, cli; the host reaches the engine only by messages. */
const layer = (name, from, allowed) => ({
  name: `${name}-depends-only-on-${allowed.length ? allowed.join('-') : 'itself'}`,
  severity: 'error',
  from: { path: from },
  to: { path: '^(extension|webview)/', pathNot: `^(${[from.slice(1), ...allowed].join('|')})` },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    layer('contract', '^extension/contract/', []),
    layer('core', '^extension/core/', ['extension/contract/']),
    layer('engine', '^extension/engine/', ['extension/contract/', 'extension/core/']),
    layer('worker', '^extension/worker/', ['extension/contract/', 'extension/core/', 'extension/engine/']),
    layer('cli', '^extension/cli/', ['extension/contract/', 'extension/core/', 'extension/engine/']),
    layer('host', '^extension/host/', ['extension/contract/']),
    layer('webview', '^webview/', ['extension/contract/']),
    {
      name: 'pure-core-and-contract',
      comment: 'The core computes on what it is given: no files, processes or editor.',
      severity: 'error',
      from: { path: '^extension/(contract|core)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'vscode-only-in-the-host',
      severity: 'error',
      from: { path: '^(extension|webview)/', pathNot: '^extension/host/' },
      to: { path: '^vscode$' },
    },
    {
      name: 'no-dev-dependency-surprises',
      severity: 'error',
      from: { path: '^(extension|webview)/' },
      to: { couldNotResolve: true, pathNot: '^(vscode|@tensorflow/tfjs-node)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^extension/core/linalg/wasm/assembly/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
