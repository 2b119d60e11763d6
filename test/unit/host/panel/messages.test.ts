import assert from 'node:assert/strict';
import * as v from 'valibot';
import { FromPanel, SavedPanel } from '../../../../extension/contract/panel';

const REQUEST = {
  view: 'explanation',
  dataset: { config: '/d/influence.json' },
  target: { set: 'test', row: 3 },
  choice: { by: 'label' },
};
const BUDGET = { view: 'budget', dataset: REQUEST.dataset, rate: 0.1, kind: 'uniform', draws: 3 };
const EXPLAINED = { dataset: REQUEST.dataset, target: REQUEST.target, choice: REQUEST.choice };
const WHERE = [{ column: 'age', from: 1, to: 2 }];
const WHAT_IF = {
  view: 'whatIf',
  ...EXPLAINED,
  group: { where: WHERE },
  action: { do: 'remove' },
  verify: true,
};
const ask = (request: unknown) => ({ type: 'ask', request, replace: false });
const DECISION = { revision: 1, positions: Int32Array.of(1), decision: 'fix' };
const accepts = (message: unknown) => v.is(FromPanel, message);

describe('messages from the panel', () => {
  it('are taken when they have the form of the contract', () => {
    const messages = [
      { type: 'ready' },
      { type: 'open', ref: { set: 'train', row: 0 }, focus: true },
      { type: 'ask', request: { ...REQUEST, choice: { by: 'class', name: 'spam' } }, replace: true },
      { type: 'call', id: 1, call: { name: 'cells', params: { refs: [{ set: 'train', row: 1 }] } } },
      { type: 'call', id: 2, call: { name: 'search', params: { text: '' } } },
      { type: 'copy', revision: 1, positions: Int32Array.of(0, 1) },
      { type: 'openLocation', location: { file: 'train.csv', line: 3 } },
      { type: 'ask', request: { view: 'review', dataset: REQUEST.dataset, score: 'alo' }, replace: true },
      { type: 'ask', request: { ...BUDGET, draws: 3 }, replace: false },
      { type: 'call', id: 3, call: { name: 'evidence', params: { row: { set: 'train', row: 1 } } } },
      { type: 'call', id: 4, call: { name: 'decide', params: DECISION } },
      { type: 'call', id: 5, call: { name: 'decide', params: { ...DECISION, label: 'ham' } } },
      { type: 'call', id: 6, call: { name: 'members', params: { where: WHERE } } },
      { type: 'call', id: 6, call: { name: 'memberCount', params: { where: WHERE } } },
      ask({ ...REQUEST, within: WHERE }),
      ask({ view: 'why', ...EXPLAINED, row: 3 }),
      ask({ view: 'verify', ...EXPLAINED, rows: 40 }),
      ask({ view: 'verify', ...EXPLAINED, rows: [3, 1] }),
      ask(WHAT_IF),
      ask({ ...WHAT_IF, group: { rows: [0, 4] }, action: { do: 'relabel', label: 'ham' } }),
      ask({ view: 'slices', ...EXPLAINED }),
      ask({ view: 'audit', dataset: REQUEST.dataset }),
      ask({
        view: 'audit',
        dataset: REQUEST.dataset,
        levels: 2,
        share: 0.5,
        columns: { age: 2, fare: '0.5 sd' },
      }),
      ask({ view: 'compare', ...EXPLAINED, other: { config: '/d/rbf.influence.json' } }),
    ];
    for (const message of messages) assert.ok(accepts(message), JSON.stringify(message));
  });

  it('are refused when they have not', () => {
    const messages = [
      undefined,
      'ready',
      { type: 'unknown' },
      { type: 'open', ref: { set: 'train', row: -1 }, focus: true },
      { type: 'open', ref: { set: 'elsewhere', row: 0 }, focus: true },
      { type: 'ask', request: { ...REQUEST, view: 'other' }, replace: true },
      { type: 'ask', request: { ...REQUEST, more: 1 }, replace: true },
      { type: 'call', id: 1, call: { name: 'clearCache', params: {} } },
      { type: 'copy', revision: 1, positions: [0, 1] },
      { type: 'export', revision: 1.5, positions: Int32Array.of(0) },
      { type: 'ask', request: { view: 'review', dataset: REQUEST.dataset, score: 'guess' }, replace: true },
      { type: 'ask', request: { ...BUDGET, draws: 0 }, replace: false },
      { type: 'ask', request: { ...BUDGET, rate: 0 }, replace: false },
      { type: 'call', id: 3, call: { name: 'decide', params: { ...DECISION, decision: 'delete' } } },
      { type: 'call', id: 4, call: { name: 'decide', params: { ...DECISION, positions: [1] } } },
      ask({ ...REQUEST, within: [] }),
      ask({ view: 'compare', ...EXPLAINED }),
      ask({ view: 'audit', dataset: REQUEST.dataset, targets: 0 }),
      ask({ view: 'audit', dataset: REQUEST.dataset, levels: 200 }),
      ask({ view: 'audit', dataset: REQUEST.dataset, columns: { age: 'much' } }),
      ask({ view: 'verify', ...EXPLAINED, rows: 0 }),
      ask({ view: 'verify', ...EXPLAINED, rows: [] }),
      ask({ ...WHAT_IF, group: { where: WHERE, rows: [1] } }),
      ask({ ...WHAT_IF, action: { do: 'relabel' } }),
    ];
    for (const message of messages) assert.ok(!accepts(message), JSON.stringify(message));
  });

  it('restore a panel only from a state of their own kind', () => {
    assert.ok(v.is(SavedPanel, { version: 1, request: REQUEST, pinned: false, ui: { any: 'thing' } }));
    assert.ok(!v.is(SavedPanel, { version: 2, request: REQUEST, pinned: false, ui: {} }));
    assert.ok(!v.is(SavedPanel, undefined));
    assert.ok(!v.is(SavedPanel, { version: 1, request: { view: 'explanation' }, pinned: false, ui: {} }));
  });
});
