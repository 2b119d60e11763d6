/** The active row and the selected rows, by position. */
export interface Selection {
  /** −1 while there is none. */
  active: number;
  /** Where a range starts. */
  anchor: number;
  selected: ReadonlySet<number>;
}

export const NOTHING: Selection = { active: -1, anchor: -1, selected: new Set() };

export function selectOne(position: number): Selection {
  return { active: position, anchor: position, selected: new Set([position]) };
}

export function toggleRow(selection: Selection, position: number): Selection {
  const selected = new Set(selection.selected);
  if (!selected.delete(position)) selected.add(position);
  return { active: position, anchor: position, selected };
}

/** From the anchor to `position`, in the order shown. */
export function selectRange(selection: Selection, position: number, shown: Int32Array): Selection {
  const to = shown.indexOf(position);
  const from = Math.max(0, shown.indexOf(selection.anchor));
  if (to < 0) return selection;
  const range = shown.subarray(Math.min(from, to), Math.max(from, to) + 1);
  return { active: position, anchor: shown[from], selected: new Set(range) };
}

export function selectAll(selection: Selection, shown: Int32Array): Selection {
  return { ...selection, selected: new Set(shown) };
}

/** Selected rows in the order shown; the active one when none is selected. */
export function selectedInOrder({ selected, active }: Selection, shown: Int32Array): Int32Array {
  const chosen = shown.filter((position) => selected.has(position));
  if (chosen.length > 0 || active < 0) return chosen;
  return Int32Array.of(active);
}
