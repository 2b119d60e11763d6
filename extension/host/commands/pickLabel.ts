/** Asks for a label: one of the classes, or any other text. */
import * as vscode from 'vscode';
import { LensError } from '../../contract/errors';
import { formatPercent, plural } from '../editor/format';
import { suspectRow } from '../review/words';
import type { Services } from '../services';
import type { RowsMeant } from './rowsMeant';

interface LabelItem extends vscode.QuickPickItem {
  to: string;
}

/** Throws `cancelled` when it is closed. */
export async function pickLabel(services: Services, { config, positions }: RowsMeant): Promise<string> {
  const pick = vscode.window.createQuickPick<LabelItem>();
  const classes = classItems(services, config, positions);
  const update = () => {
    const typed = pick.value.trim();
    const isNew = typed !== '' && !classes.some(({ to }) => to === typed);
    pick.items = isNew
      ? [...classes, { label: `$(add) ${typed}`, description: 'a new label', to: typed, alwaysShow: true }]
      : classes;
  };
  pick.title = `Change the Label of ${positions.length === 1 ? '1 Row' : plural(positions.length, 'Row')}`;
  pick.placeholder = 'One of the labels, or type another';
  pick.onDidChangeValue(update);
  update();
  pick.show();
  try {
    return await new Promise<string>((resolve, reject) => {
      pick.onDidAccept(() => {
        const [chosen] = pick.selectedItems;
        if (chosen) resolve(chosen.to);
      });
      pick.onDidHide(() => reject(new LensError('cancelled', 'Cancelled.')));
    });
  } finally {
    pick.dispose();
  }
}

/** Without the label that all of the rows have; of a single row the likeliest first, where that is known. */
function classItems(
  { review, evidence }: Services,
  config: string,
  positions: readonly number[],
): LabelItem[] {
  const { result } = review.of(config);
  if (!result) return [];
  const rows = positions.map((position) => suspectRow(result, position));
  const [only] = rows;
  const known = rows.length === 1 ? evidence.peek(config, positions[0]) : undefined;
  const { classes } = result.training;
  const likely = (name: string) =>
    known?.probabilities[classes.indexOf(name)] ?? Number(name === only.suggested);
  return classes
    .filter((name) => rows.some(({ given }) => given !== name))
    .sort((a, b) => likely(b) - likely(a))
    .map((name) => ({
      label: name,
      description: known
        ? `held-out ${formatPercent(likely(name))}`
        : rows.length === 1 && name === only.suggested
          ? `suggested, held-out ${formatPercent(only.suggestedProbability)}`
          : undefined,
      to: name,
    }));
}
