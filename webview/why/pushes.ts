/** What each cell pushes, by column and by word. Towards the explained class is positive: the loss falls. */
import type { CellPush } from '../../extension/contract/why';

export interface Push {
  training: number;
  explained: number;
}

export interface Pushes {
  /** By column; of text the sum of its words. */
  columns: ReadonlyMap<string, Push>;
  /** By column of text; the strongest first. */
  words: ReadonlyMap<string, (Push & { term: string })[]>;
  /** Largest push of either row, of columns and words. */
  largest: Push;
}

export function pushesOf(cells: readonly CellPush[]): Pushes {
  const columns = new Map<string, Push>();
  const words = new Map<string, (Push & { term: string })[]>();
  for (const { column, term, ...change } of cells) {
    const push = { training: -change.training, explained: -change.explained };
    const sum = columns.get(column) ?? { training: 0, explained: 0 };
    columns.set(column, {
      training: sum.training + push.training,
      explained: sum.explained + push.explained,
    });
    if (term !== undefined) words.set(column, [...(words.get(column) ?? []), { term, ...push }]);
  }
  const all = [...columns.values(), ...[...words.values()].flat()];
  const largest = (side: keyof Push) => all.reduce((most, push) => Math.max(most, Math.abs(push[side])), 0);
  return { columns, words, largest: { training: largest('training'), explained: largest('explained') } };
}

/** For colouring a text: what each word pushes, by its lower case. */
export function wordWeights(words: Pushes['words'], column: string, side: keyof Push): Map<string, number> {
  return new Map((words.get(column) ?? []).map((push) => [push.term.toLowerCase(), push[side]]));
}

/** Columns that differ first, then by the size of their pushes, then in the order of the file. */
export function orderColumns<C extends { name: string; differs: boolean }>(
  columns: readonly C[],
  { columns: pushes, largest }: Pushes,
): C[] {
  const size = ({ name }: C): number => {
    const push = pushes.get(name);
    if (!push) return 0;
    const share = (side: keyof Push) => (largest[side] === 0 ? 0 : Math.abs(push[side]) / largest[side]);
    return Math.max(share('training'), share('explained'));
  };
  return [...columns].sort((a, b) => Number(b.differs) - Number(a.differs) || size(b) - size(a));
}
