/** The large arrays that the host has sent; it names them instead of sending them again. */
import type { KeptArray, PackedResult } from '../extension/contract/packed';
import type { ShownResult } from '../extension/contract/shown';

export interface HeldArrays {
  /** Undefined when an array was meant for the page before this one: the host, asked by `ready`, then sends everything. */
  restore(result: PackedResult): ShownResult | undefined;
}

export function createHeldArrays(): HeldArrays {
  const held = new Map<string, ArrayBufferView>();
  let complete = true;

  const restore = (value: unknown, path: string): unknown => {
    if (ArrayBuffer.isView(value)) {
      held.set(`${path}:${value.constructor.name}`, value);
      return value;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if (isKept(value)) {
      const array = held.get(value.keptArray);
      complete &&= array !== undefined;
      return array;
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, restore(inner, `${path}.${key}`)]),
    );
  };

  return {
    restore({ packed }) {
      const { view, result } = packed as ShownResult;
      complete = true;
      const restored = { view, result: restore(result, view) } as ShownResult;
      return complete ? restored : undefined;
    },
  };
}

function isKept(value: object): value is KeptArray {
  return 'keptArray' in value && typeof value.keptArray === 'string';
}
