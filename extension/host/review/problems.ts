/** Suspects in Problems. Rows that were flagged by hand have entries of their own. */
import * as vscode from 'vscode';
import type { LabelEvidence } from '../../contract/review';
import type { MislabelsResult } from '../../contract/protocol';
import { formatNumber } from '../editor/format';
import type { Services } from '../services';
import type { ShownSuspect } from './places';
import { suspectMessage, suspectRow } from './words';

export const SUSPECT_CODE = 'suspect';
/** How many contradicting rows an entry names. */
const RELATED = 3;

export function registerSuspectProblems(services: Services): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('influence-suspects');
  const files = new Map<string, vscode.Uri>();
  const update = ({ config }: { config: string }) => {
    const before = files.get(config);
    if (before) collection.delete(before);
    const { result, flagged } = services.review.of(config);
    const suspects = services.suspectPlaces.of(config).filter(({ position }) => !flagged.has(position));
    if (!result || suspects.length === 0) return void files.delete(config);
    const uri = vscode.Uri.file(result.file);
    collection.set(
      uri,
      suspects.map((suspect) => toDiagnostic(services, result, suspect)),
    );
    files.set(config, uri);
  };
  return vscode.Disposable.from(
    collection,
    services.suspectPlaces.onDidChange(update),
    services.evidence.onDidChange(update),
  );
}

function toDiagnostic(
  { documents, evidence }: Services,
  result: MislabelsResult,
  { config, position, line }: ShownSuspect,
): vscode.Diagnostic {
  const uri = vscode.Uri.file(result.file);
  const start = new vscode.Position(documents.fromDisk(uri, line - 1) ?? line - 1, 0);
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(start, start),
    suspectMessage(suspectRow(result, position)),
    vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = 'Influence';
  diagnostic.code = SUSPECT_CODE;
  const known = evidence.peek(config, position);
  if (known) diagnostic.relatedInformation = relatedRows(uri, result, known);
  return diagnostic;
}

function relatedRows(
  uri: vscode.Uri,
  { training }: MislabelsResult,
  { opposing, given }: LabelEvidence,
): vscode.DiagnosticRelatedInformation[] {
  return opposing.slice(0, RELATED).map(({ position, label, change }) => {
    const line = training.line[position] - 1;
    return new vscode.DiagnosticRelatedInformation(
      new vscode.Location(uri, new vscode.Position(line, 0)),
      `Row ${training.row[position]}, "${label}", contradicts it: without that row the loss of "${given}" changes by ${formatNumber(change)}.`,
    );
  });
}
