/** What a key means in the grid. */

export type GridKey =
  | { do: 'move'; by: 'row' | 'page' | 'all'; direction: -1 | 1; extend: boolean }
  | { do: 'column'; direction: -1 | 1 }
  | { do: 'open' }
  | { do: 'toggle' }
  | { do: 'selectAll' }
  | { do: 'copy' };

/** What is read of a keyboard event. */
interface Key {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

export function gridKey({ key, shiftKey, ctrlKey, metaKey, altKey }: Key): GridKey | undefined {
  if (altKey) return undefined;
  const move = (by: 'row' | 'page' | 'all', direction: -1 | 1): GridKey => ({
    do: 'move',
    by,
    direction,
    extend: shiftKey,
  });
  if (ctrlKey || metaKey) {
    switch (key) {
      case 'Home':
      case 'ArrowUp':
        return move('all', -1);
      case 'End':
      case 'ArrowDown':
        return move('all', 1);
      case 'a':
        return { do: 'selectAll' };
      case 'c':
        return { do: 'copy' };
      default:
        return undefined;
    }
  }
  switch (key) {
    case 'ArrowUp':
      return move('row', -1);
    case 'ArrowDown':
      return move('row', 1);
    case 'PageUp':
      return move('page', -1);
    case 'PageDown':
      return move('page', 1);
    case 'Home':
      return move('all', -1);
    case 'End':
      return move('all', 1);
    case 'ArrowLeft':
      return { do: 'column', direction: -1 };
    case 'ArrowRight':
      return { do: 'column', direction: 1 };
    case 'Enter':
      return { do: 'open' };
    case ' ':
      return { do: 'toggle' };
    default:
      return undefined;
  }
}
