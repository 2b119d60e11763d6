// `npm run demo`: builds, finds a prediction that the sample's model gets badly wrong, and explains it.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Papa from 'papaparse';

const cli = resolve('dist/cli.js');
const sample = resolve('media/sample');
const config = join(sample, 'influence.json');

execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });

console.log(
  '1,200 mails, labelled spam or ham, and a model that tells them apart. Where does it go wrong?\n',
);
const listed = JSON.parse(lens('predictions', '--top', '5', '--json'));
for (const { row, label, predicted, probability, preview } of listed.rows) {
  const sure = `${(100 * probability).toFixed(0)} % sure`.padEnd(10);
  console.log(`  test row ${String(row).padEnd(4)} is ${label}, predicted ${predicted}, ${sure}  ${preview}`);
}
const { row } = listed.rows[0];
const mails = readMails('test.csv');
console.log(`\nThe worst one, test row ${row}, begins:\n`);
console.log(`  ${mails[row].subject}`);
console.log(excerpt(mails[row].body));
console.log(`\nWhich training mails made the model say so?\n`);
execFileSync(process.execPath, [cli, 'explain', '--config', config, '--test-row', String(row)], {
  stdio: 'inherit',
});
const explained = JSON.parse(lens('explain', '--test-row', String(row), '--top', '3', '--json'));
const trained = readMails('train.csv');
console.log('\nThe first three of them, by their subject:\n');
for (const { rank, row: at, label } of explained.rows)
  console.log(`  ${rank}  ${label.padEnd(5)} ${trained[at].subject.slice(0, 80)}`);
console.log(`
Ask for another one:   node dist/cli.js explain --config media/sample/influence.json --test-row ${listed.rows[1].row}
See it in VS Code:     npm start`);

function lens(...args) {
  const options = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1e8 };
  const { status, stdout } = spawnSync(process.execPath, [cli, ...args, '--config', config], options);
  if (status !== 0) process.exit(status ?? 1);
  return stdout;
}

function readMails(file) {
  return Papa.parse(readFileSync(join(sample, file), 'utf8'), { header: true }).data;
}

function excerpt(text) {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(0, 4)
    .map((line) => `  ${line.slice(0, 90)}`)
    .join('\n');
}
