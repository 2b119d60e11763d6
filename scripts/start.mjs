// `npm start`: a VS Code with the extension and the sample open. The desktop's where there is one, else one in the browser.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { outDir, repoRoot } from '../test/harness/paths.ts';
import { startServer } from '../test/harness/server.ts';

const sample = join(outDir, 'spam-sample');
if (!existsSync(sample)) cpSync(join(repoRoot, 'media/sample'), sample, { recursive: true });

if (hasDesktop()) {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: repoRoot, stdio: 'inherit' });
  spawnSync('code', [`--extensionDevelopmentPath=${repoRoot}`, sample], { stdio: 'inherit' });
} else {
  await serve();
}

function hasDesktop() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const screen = process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
  return screen && spawnSync('code', ['--version'], { stdio: 'ignore' }).status === 0;
}

async function serve() {
  console.log(
    'Packing the extension and starting a VS Code for the browser: half a minute, the first time more …',
  );
  execFileSync(process.execPath, ['scripts/package.mjs'], { cwd: repoRoot, stdio: 'inherit' });
  const server = await startServer({
    vsix: [join(outDir, 'influence-lens.vsix')],
    dataDir: join(outDir, 'start'),
    port: Number(process.env.PORT ?? 0),
    settings: { 'workbench.startupEditor': 'welcomePage', 'security.workspace.trust.enabled': true },
  });
  const url = `http://127.0.0.1:${server.port}/?${new URLSearchParams({ folder: sample })}`;
  console.log(
    `\nOpen this in a browser, then press F1 and run "Influence: Explain Prediction":\n\n  ${url}\n`,
  );
  console.log('On another machine, forward the port first. Ctrl+C ends it.');
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
  }
}
