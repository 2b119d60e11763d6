/** Which classes have a mark of their own in the plots: the explained one first, then the most frequent ones. */
import type { CompareResult } from '../../extension/contract/compare';
import type { CloudKind } from '../plot/pointCloud';

export interface MarkedClasses {
  /** By training row: an index in `kinds`. */
  kind: Uint8Array;
  kinds: CloudKind[];
  names: string[];
}

const OWN: readonly CloudKind[] = ['first', 'second', 'third', 'fourth'];

export function markedClasses({ a, training }: CompareResult): MarkedClasses {
  const { classes, label } = training;
  const counts = new Array<number>(classes.length).fill(0);
  for (const each of label) counts[each]!++;
  const explained = classes.indexOf(a.target.explained);
  const order = [...classes.keys()].sort(
    (i, j) => Number(j === explained) - Number(i === explained) || counts[j]! - counts[i]!,
  );
  const shown = order.length > OWN.length ? order.slice(0, OWN.length - 1) : order;
  const others = shown.length < order.length;
  const place = new Uint8Array(classes.length).fill(shown.length);
  shown.forEach((each, i) => (place[each] = i));
  return {
    kind: Uint8Array.from(label, (each) => place[each]!),
    kinds: [...OWN.slice(0, shown.length), ...(others ? (['rest'] as const) : [])],
    names: [...shown.map((each) => classes[each]!), ...(others ? ['other classes'] : [])],
  };
}
