/** Photographs of animals and of things from Debian's package `tuxpaint-stamps-default`, drawings left out, as pictures of 224 × 224. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { pixelsOf } from '../../extension/core/images/pixels';
import { png } from '../../extension/core/images/png';
import { createRandom, shuffle } from '../../extension/core/random';

/** Folders of the package. */
const CLASSES = {
  animal: ['animals'],
  thing: ['clothes', 'hobbies', 'household', 'medical', 'military', 'sports', 'vehicles'],
};
const SIDE = 224;
const TRAIN_SHARE = 2 / 3;

/** `train` and `test` of the folder, a seeded draw, with one sub-folder a class. Needs apt and dpkg, and the network. */
export function writeStamps(folder: string): void {
  const unpacked = mkdtempSync(join(tmpdir(), 'stamps-'));
  try {
    execFileSync('apt-get', ['download', '-o', 'APT::Sandbox::User=root', 'tuxpaint-stamps-default'], {
      cwd: unpacked,
      stdio: ['ignore', 2, 2],
    });
    const [archive] = readdirSync(unpacked);
    execFileSync('dpkg-deb', ['-x', archive!, '.'], { cwd: unpacked });
    for (const [name, folders] of Object.entries(CLASSES))
      writeClass(folder, name, photographs(join(unpacked, 'usr/share/tuxpaint/stamps'), folders));
  } finally {
    rmSync(unpacked, { recursive: true });
  }
}

/** Mirrored ones show the same thing again. */
function photographs(root: string, folders: readonly string[]): string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => file.endsWith('.png') && !/cartoon|toys|mirror/.test(file))
    .sort()
    .map((file) => join(root, file));
}

function writeClass(folder: string, name: string, files: readonly string[]): void {
  const order = shuffle(Int32Array.from(files.keys()), createRandom(1));
  const train = Math.round(TRAIN_SHARE * files.length);
  for (const [rank, at] of order.entries()) {
    const to = join(folder, rank < train ? 'train' : 'test', name);
    mkdirSync(to, { recursive: true });
    const data = onWhite(readFileSync(files[at]!));
    writeFileSync(
      join(to, `${String(at).padStart(3, '0')}.png`),
      encode({ width: SIDE, height: SIDE, channels: 3, data }),
    );
  }
}

/** The picture in the middle of a white square, as large as it fits. */
function onWhite(bytes: Uint8Array): Uint8Array {
  const image = png.decode(bytes);
  const scale = SIDE / Math.max(image.width, image.height);
  const width = Math.max(1, Math.round(scale * image.width));
  const height = Math.max(1, Math.round(scale * image.height));
  const small = pixelsOf(image, { width, height }, 3);
  const out = new Uint8Array(SIDE * SIDE * 3).fill(255);
  const left = Math.floor((SIDE - width) / 2);
  const top = Math.floor((SIDE - height) / 2);
  for (let y = 0; y < height; y++)
    for (let j = 0; j < 3 * width; j++)
      out[((top + y) * SIDE + left) * 3 + j] = Math.round(255 * small[y * width * 3 + j]!);
  return out;
}
