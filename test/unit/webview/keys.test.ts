import assert from 'node:assert/strict';
import { gridKey } from '../../../webview/grid/keys';

const press = (
  key: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
) => gridKey({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...held });

describe('keys of the grid', () => {
  it('moves by rows, pages and to the ends, and extends with Shift', () => {
    assert.deepEqual(press('ArrowDown'), { do: 'move', by: 'row', direction: 1, extend: false });
    assert.deepEqual(press('PageUp', { shiftKey: true }), {
      do: 'move',
      by: 'page',
      direction: -1,
      extend: true,
    });
    assert.deepEqual(press('End'), press('End', { ctrlKey: true }));
    assert.deepEqual(press('Home', { metaKey: true }), {
      do: 'move',
      by: 'all',
      direction: -1,
      extend: false,
    });
  });

  it('opens, selects and copies', () => {
    assert.deepEqual(press('Enter'), { do: 'open' });
    assert.deepEqual(press(' '), { do: 'toggle' });
    assert.deepEqual(press('a', { ctrlKey: true }), { do: 'selectAll' });
    assert.deepEqual(press('c', { metaKey: true }), { do: 'copy' });
  });

  it("leaves other keys to the view and to the editor's own shortcuts", () => {
    for (const key of ['f', 'e', 'Escape', 'Tab', 'a', 'c']) assert.equal(press(key), undefined, key);
    assert.equal(press('f', { ctrlKey: true }), undefined);
    assert.equal(press('ArrowDown', { altKey: true }), undefined);
  });
});
