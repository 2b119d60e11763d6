/** Suspect labels as SARIF 2.1.0, for code scanning and comments on a pull request. */
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import type { Log, Notification, ReportingDescriptor, Result } from 'sarif';
import type { MislabelRow, MislabelsDocument } from '../../contract/documents';
import { SCORERS } from '../../core/mislabels/registry';
import { ENGINE_VERSION } from '../../engine/version';
import { counted, percent } from './numbers';

/** @param folder the one from which paths are relative, as a rule the working folder */
export function sarifLog(document: MislabelsDocument, folder: string): Log {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Influence Lens',
            semanticVersion: ENGINE_VERSION,
            rules: SCORERS.map(({ name, explanation }) => ruleOf(name, explanation)),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: true, toolExecutionNotifications: notificationsOf(document) }],
        results: document.rows.map((row) => resultOf(row, document, folder)),
      },
    ],
  };
}

function ruleOf(score: string, explanation: string): ReportingDescriptor {
  return {
    id: ruleId(score),
    name: 'SuspectLabel',
    shortDescription: { text: 'The label of this row may be wrong.' },
    fullDescription: { text: explanation },
    help: {
      text: 'Look at the row. Fix its label if it is wrong, or keep it: a row that is kept in the decisions file is not reported again.',
    },
    defaultConfiguration: { level: 'note' },
  };
}

function ruleId(score: string): string {
  return `suspect-label/${score}`;
}

function resultOf(row: MislabelRow, document: MislabelsDocument, folder: string): Result {
  const { score } = document;
  return {
    ruleId: ruleId(score),
    ruleIndex: SCORERS.findIndex(({ name }) => name === score),
    level: 'note',
    message: { text: messageOf(row) },
    rank: 100 * row.score,
    locations: [
      {
        physicalLocation: {
          artifactLocation: locationOf(row.file, document, folder),
          region: { startLine: row.line },
        },
      },
    ],
    partialFingerprints: { 'recordHash/v1': row.hash },
    properties: {
      row: row.row,
      label: row.label,
      suggested: row.suggested,
      suspicion: row.score,
      heldOutProbability: row.looProbability,
      suggestedProbability: row.suggestedProbability,
    },
  };
}

function messageOf(row: MislabelRow): string {
  const { label, suggested, looProbability, suggestedProbability, duplicates, conflicting } = row;
  const said =
    `The label "${label}" may be wrong: fitted without this row, the model gives it ${percent(looProbability)} and ` +
    `"${suggested}" ${percent(suggestedProbability)}.`;
  return duplicates !== undefined && conflicting
    ? `${said} ${counted(duplicates, 'other row')} with the same cells ${duplicates === 1 ? 'bears' : 'bear'} another label or two.`
    : said;
}

/** Relative to the working folder for files in it, as scanners take paths; else to the folder of the influence.json. */
function locationOf(file: string, { dataset }: MislabelsDocument, folder: string) {
  const fromFolder = relative(folder, resolve(dirname(dataset.config), file));
  const inside = !fromFolder.startsWith('..') && !isAbsolute(fromFolder);
  const path = inside ? fromFolder : file;
  return {
    uri: path.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/'),
    ...(inside ? { uriBaseId: '%SRCROOT%' } : {}),
  };
}

/** Checks that do not pass: what a reader must know before trusting the results. */
function notificationsOf({ checks }: MislabelsDocument): Notification[] {
  return checks
    .filter(({ status }) => status !== 'pass')
    .map(({ name, status, message }) => ({
      descriptor: { id: `check/${name}` },
      level: status === 'fail' ? 'error' : 'warning',
      message: { text: message },
    }));
}
