import { audit } from '../engine/answers/audit';
import { budget } from '../engine/answers/budget';
import { cells } from '../engine/answers/cells';
import { checks } from '../engine/answers/checks';
import { columnValues } from '../engine/answers/columnValues';
import { compare } from '../engine/answers/compare';
import { evidence } from '../engine/answers/evidence';
import { explain } from '../engine/answers/explain';
import { fresh } from '../engine/answers/fresh';
import { info } from '../engine/answers/info';
import { planLabelEdits, rewriteLabels } from '../engine/answers/labelEdits';
import { inspectModel } from '../engine/answers/inspectModel';
import { layers } from '../engine/answers/layers';
import { leaveOut } from '../engine/answers/leaveOut';
import { memberCount, members } from '../engine/answers/members';
import { mislabels } from '../engine/answers/mislabels';
import { inspect, locate, recordAt } from '../engine/answers/records';
import { search } from '../engine/answers/search';
import { selfInfluence } from '../engine/answers/selfInfluence';
import { slices } from '../engine/answers/slices';
import { status } from '../engine/answers/status';
import { targets } from '../engine/answers/targets';
import { validate } from '../engine/answers/validate';
import { whatIf } from '../engine/answers/whatIf';
import { why } from '../engine/answers/why';
import type { Engine } from '../engine/session/engine';
import type { Handlers } from './dispatch';

/** Every request of the protocol, answered by the engine. */
export function createHandlers(engine: Engine): Handlers {
  return {
    status: () => status(engine),
    inspect,
    inspectModel,
    info: (params, work) => info(engine, params, work),
    targets: (params, work) => targets(engine, params, work),
    explain: (params, work) => explain(engine, params, work),
    checks: (params, work) => checks(engine, params, work),
    selfInfluence: (params, work) => selfInfluence(engine, params, work),
    evidence: (params, work) => evidence(engine, params, work),
    mislabels: (params, work) => mislabels(engine, params, work),
    layers: (params, work) => layers(engine, params, work),
    leaveOut: (params, work) => leaveOut(engine, params, work),
    validate: (params, work) => validate(engine, params, work),
    whatIf: (params, work) => whatIf(engine, params, work),
    why: (params, work) => why(engine, params, work),
    slices: (params, work) => slices(engine, params, work),
    compare: (params, work) => compare(engine, params, work),
    audit: (params, work) => audit(engine, params, work),
    cells: (params, work) => cells(engine, params, work),
    search: (params, work) => search(engine, params, work),
    members: (params, work) => members(engine, params, work),
    memberCount: (params, work) => memberCount(engine, params, work),
    columnValues: (params, work) => columnValues(engine, params, work),
    fresh: (params, work) => fresh(engine, params, work),
    planLabelEdits,
    rewriteLabels,
    budget: (params, work) => budget(engine, params, work),
    recordAt,
    locate,
    clearCache: () => engine.cache.clear(),
  };
}
