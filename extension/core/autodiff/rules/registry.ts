/** Every operation with a verified derivative. A new one is a file and two lines here. */
import { abs } from './abs';
import { add } from './add';
import { avgPool } from './avgPool';
import { avgPoolGrad } from './avgPoolGrad';
import { batchMatMul } from './batchMatMul';
import { cast } from './cast';
import { clipByValue } from './clipByValue';
import { concat } from './concat';
import { conv2D } from './conv2D';
import { conv2DBackpropFilter } from './conv2DBackpropFilter';
import { conv2DBackpropInput } from './conv2DBackpropInput';
import { cos } from './cos';
import { depthwiseConv2d } from './depthwiseConv2d';
import { depthwiseConv2dBackpropFilter } from './depthwiseConv2dBackpropFilter';
import { depthwiseConv2dBackpropInput } from './depthwiseConv2dBackpropInput';
import { elu } from './elu';
import { erf } from './erf';
import { exp } from './exp';
import { expandDims } from './expandDims';
import { gatherV2 } from './gatherV2';
import { identity } from './identity';
import { leakyRelu } from './leakyRelu';
import { log } from './log';
import { log1p } from './log1p';
import { max } from './max';
import { maxPool } from './maxPool';
import { maxPoolGrad } from './maxPoolGrad';
import { maximum } from './maximum';
import { minimum } from './minimum';
import { multiply } from './multiply';
import { neg } from './neg';
import { pack } from './pack';
import { padV2 } from './padV2';
import { pow } from './pow';
import { prelu } from './prelu';
import { realDiv } from './realDiv';
import { reciprocal } from './reciprocal';
import { relu } from './relu';
import { reluGrad } from './reluGrad';
import { reshape } from './reshape';
import { reverse } from './reverse';
import { rsqrt } from './rsqrt';
import { select } from './select';
import { selu } from './selu';
import { sigmoid } from './sigmoid';
import { sin } from './sin';
import { slice } from './slice';
import { softmax } from './softmax';
import { softplus } from './softplus';
import { splitV } from './splitV';
import { sqrt } from './sqrt';
import { square } from './square';
import { sub } from './sub';
import { sum } from './sum';
import { tanh } from './tanh';
import { tanhGrad } from './tanhGrad';
import { tile } from './tile';
import { transpose } from './transpose';
import { unpack } from './unpack';
import { unsortedSegmentSum } from './unsortedSegmentSum';
import type { Rule } from './types';

const RULES: ReadonlyMap<string, Rule> = new Map(
  [
    abs,
    add,
    avgPool,
    avgPoolGrad,
    batchMatMul,
    cast,
    clipByValue,
    concat,
    conv2D,
    conv2DBackpropFilter,
    conv2DBackpropInput,
    cos,
    depthwiseConv2d,
    depthwiseConv2dBackpropFilter,
    depthwiseConv2dBackpropInput,
    elu,
    erf,
    exp,
    expandDims,
    gatherV2,
    identity,
    leakyRelu,
    log,
    log1p,
    max,
    maxPool,
    maxPoolGrad,
    maximum,
    minimum,
    multiply,
    neg,
    pack,
    padV2,
    pow,
    prelu,
    realDiv,
    reciprocal,
    relu,
    reluGrad,
    reshape,
    reverse,
    rsqrt,
    select,
    selu,
    sigmoid,
    sin,
    slice,
    softmax,
    softplus,
    splitV,
    sqrt,
    square,
    sub,
    sum,
    tanh,
    tanhGrad,
    tile,
    transpose,
    unpack,
    unsortedSegmentSum,
  ].map((rule: Rule) => [rule.kernel, rule]),
);

/** Constant almost everywhere: no derivative passes them. */
const FLAT: ReadonlySet<string> = new Set([
  'Ceil',
  'Floor',
  'Round',
  'Sign',
  'Step',
  'OneHot',
  'ZerosLike',
  'OnesLike',
  'Fill',
]);

export function ruleFor(kernel: string): Rule | undefined {
  return RULES.get(kernel);
}

export function isFlat(kernel: string): boolean {
  return FLAT.has(kernel);
}
