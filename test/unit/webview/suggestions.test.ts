import assert from 'node:assert/strict';
import { passing } from '../../../webview/data/suggestions';

describe('values that a text passes', () => {
  const all = ['Bergen', 'Bodø', 'Kirkenes, north', 'Ålesund', 'Nordby'].map((value) => ({
    value,
    note: '',
  }));
  const named = (text: string) => passing(all, text).map(({ value }) => value);

  it('start with it before they contain it, in any case', () => {
    assert.deepEqual(named('b'), ['Bergen', 'Bodø', 'Nordby']);
    assert.deepEqual(named('NOR'), ['Nordby', 'Kirkenes, north']);
    assert.deepEqual(named('å'), ['Ålesund']);
    assert.deepEqual(named('Oslo'), []);
  });

  it('are all of them before anything is typed, and once one is written out', () => {
    assert.equal(named('').length, 5);
    assert.equal(named('bodø ').length, 5);
    const many = Array.from({ length: 900 }, (_, i) => ({ value: `v${i}`, note: '' }));
    assert.ok(passing(many, 'v').length < 100);
    assert.equal(passing(many, 'v899').length, 50);
  });
});
