/** Deciding on rows: shown at once, carried out by the host, on to the next row. */
import type { RowDecision } from '../../extension/contract/panel';
import { selectOne } from '../data/selection';
import { formatCount, formatRows } from '../format/numbers';
import type { ViewContext } from '../views/types';
import type { Paint } from './paint';
import { mergeDecisions, nextUndecided } from './progress';
import { givenLabel, suggestedLabel } from './rows';
import type { DecisionVerb, Store } from './store';

interface Needs {
  subjects(): Int32Array;
  goTo(position: number): void;
  updateList(): void;
}

const DONE: Record<DecisionVerb, string> = {
  fix: 'Fixed',
  keep: 'Kept',
  skip: 'Skipped',
  reopen: 'Reopened',
};

export function createDecide(store: Store, { call, announce }: ViewContext, paint: Paint, needs: Needs) {
  /** Decided last, for taking it back from the row that comes after. */
  let last: Int32Array | undefined;

  const refresh = () => {
    store.decisions = mergeDecisions(store.state.review?.decisions ?? [], store.pending);
    paint.head();
    paint.decide();
    paint.detail();
    paint.rows();
    if (store.ui.filter.shown !== 'queue' && store.ui.filter.shown !== 'all') needs.updateList();
  };

  const carryOut = async (decision: DecisionVerb, positions: Int32Array, label: string | undefined) => {
    const { revision } = store.model;
    const expected = positions.map((position) => position);
    try {
      const { refused } = await call('decide', { revision, positions: expected, decision, label });
      if (refused.length > 0) store.refused = refusal(store, refused);
    } catch (thrown) {
      store.refused = thrown instanceof Error ? thrown.message : String(thrown);
    }
    if (store.model.revision !== revision) return;
    for (const position of positions) store.pending.delete(position);
    refresh();
    if (store.refused !== undefined) announce(store.refused);
  };

  const apply = (decision: DecisionVerb, positions: Int32Array, label?: string) => {
    store.refused = undefined;
    store.choosing = false;
    for (const position of positions) store.pending.set(position, shownAs(store, decision, position, label));
    void carryOut(decision, positions, label);
  };

  const decide = (decision: Exclude<DecisionVerb, 'reopen'>, label: string | undefined) => {
    const { rows, list } = store.model;
    // A label that is right already needs no edit.
    const positions = needs
      .subjects()
      .filter((position) => label === undefined || givenLabel(rows.result, position) !== label);
    if (positions.length === 0) return paint.focusRows();
    const next = nextUndecided(
      list.shown,
      positions[positions.length - 1],
      (position) => store.decisions.has(position) || positions.includes(position),
    );
    last = positions;
    apply(decision, positions, label);
    const target = next < 0 ? positions[positions.length - 1] : next;
    refresh();
    needs.goTo(target);
    paint.focusRows();
    announce(`${DONE[decision]} ${spoken(store, positions)}.`);
  };

  /** What the subjects were decided as; where they were not, what was decided last. */
  const reopen = () => {
    const decided = needs.subjects().filter((position) => store.decisions.has(position));
    const positions = decided.length > 0 ? decided : (last ?? new Int32Array(0));
    if (positions.length === 0) return;
    last = undefined;
    apply('reopen', positions);
    refresh();
    if (decided.length === 0) {
      needs.goTo(positions[0]);
      paint.select({ ...selectOne(positions[0]), selected: new Set(positions) });
    }
    paint.focusRows();
    announce(`${DONE.reopen} ${spoken(store, positions)}.`);
  };

  /** `label` is what a fixed label becomes, the suggestion when absent. */
  return (decision: DecisionVerb, label?: string) => {
    if (decision === 'reopen') reopen();
    else decide(decision, label);
  };
}

function shownAs(
  { model }: Store,
  decision: DecisionVerb,
  position: number,
  label: string | undefined,
): RowDecision | undefined {
  if (decision === 'reopen') return undefined;
  if (decision === 'fix') {
    return { position, decision: 'fixed', to: label ?? suggestedLabel(model.rows.result, position) };
  }
  return { position, decision: decision === 'keep' ? 'kept' : 'skipped' };
}

function spoken({ model }: Store, positions: Int32Array): string {
  if (positions.length > 1) return formatRows(positions.length);
  return `line ${formatCount(model.rows.result.training.line[positions[0]])}`;
}

function refusal({ model }: Store, refused: readonly { position: number; reason: string }[]): string {
  const [{ position, reason }] = refused;
  const line = formatCount(model.rows.result.training.line[position]);
  if (refused.length === 1) return `Line ${line} was left as it is. ${reason}`;
  return `${formatRows(refused.length)} were left as they are, line ${line} among them. ${reason}`;
}
