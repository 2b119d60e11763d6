import assert from 'node:assert/strict';
import { createRestartBudget } from '../../../extension/host/engine/restarts';

describe('the restart budget', () => {
  it('allows three restarts in five minutes, and another when the oldest crash is past', () => {
    let now = 0;
    const budget = createRestartBudget(3, 300_000, () => now);
    for (let crash = 0; crash < 3; crash++) {
      budget.crashed();
      assert.equal(budget.allows(), true);
      now += 10_000;
    }
    budget.crashed();
    assert.equal(budget.allows(), false);
    assert.equal(budget.waitMs(), 270_000);
    now = 299_999;
    assert.equal(budget.allows(), false);
    now = 300_000;
    assert.equal(budget.allows(), true);
    budget.crashed();
    assert.equal(budget.allows(), false);
    budget.reset();
    assert.equal(budget.allows(), true);
  });
});
