import type { InfoColumn, InfoDocument } from '../../contract/documents';
import { aboutLines, checkLines, noticeLines, report } from './head';
import { layerLines } from './layers';
import { counted, figures, percent } from './numbers';
import type { Style } from './style';
import { type Column, tableLines } from './table';

const COLUMNS: readonly Column<InfoColumn>[] = [
  { title: 'column', cell: (column) => column.name },
  { title: 'kind', cell: (column) => column.kind },
  { title: 'features', align: 'right', cell: (column) => column.features.toLocaleString('en-US') },
  { title: 'missing', align: 'right', cell: (column) => column.missing.toLocaleString('en-US') },
  { title: '', cell: (column) => column.note ?? '' },
];

/** Dataset, model and backends as a person reads them. */
export function infoReport(document: InfoDocument, style: Style): string {
  const { dataset, model, columns, classCounts, backends } = document;
  const counts = Object.entries(classCounts).map(([name, n]) => `${name} ${n.toLocaleString('en-US')}`);
  return report(
    [
      style.heading(
        `${dataset.name}: ${counted(dataset.rows, 'training row')}, ${counted(dataset.testRows, 'test row')}`,
      ),
      `  Config    ${dataset.config}`,
      `  Training  ${dataset.train}`,
      `  Test      ${dataset.test}`,
      `  Classes   ${counts.join(', ')}`,
    ],
    [style.heading('Columns'), ...tableLines(COLUMNS, columns).map((line) => `  ${line}`)],
    [
      style.heading('Fit'),
      `  Loss      ${figures(model.trainLoss)} in training${model.testLoss === null ? '' : `, ${figures(model.testLoss)} in test`}`,
      `  Accuracy  ${percent(model.trainAccuracy)} in training${model.testAccuracy === null ? '' : `, ${percent(model.testAccuracy)} in test`}`,
      `  Size      ${counted(model.parameters, 'parameter')} for ${counted(dataset.features, 'feature')}, ${counted(model.iterations, 'iteration')}, gradient norm ${figures(model.gradientNorm)}`,
    ],
    layerLines(document.layers ?? [], style),
    [
      style.heading('Backends'),
      ...backends.map(({ name, available, version, reason }) => {
        const state = available ? style.good('available') : style.quiet('absent');
        return `  ${name.padEnd(10)}  ${state}  ${[version, reason].filter(Boolean).join(', ')}`.trimEnd();
      }),
    ],
    checkLines(document.checks, style),
    noticeLines(document, style),
    aboutLines(document, undefined, style),
  );
}
