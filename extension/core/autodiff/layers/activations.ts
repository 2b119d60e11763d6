/** Activations of Keras that TensorFlow.js does not have, or has otherwise, under the names that they get there. */
import {
  abs,
  add,
  clipByValue,
  div,
  elu,
  exp,
  greater,
  leakyRelu,
  mul,
  neg,
  relu,
  relu6,
  serialization,
  softplus,
  sqrt,
  square,
  sub,
  tanh,
  type Tensor,
  tidy,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';

/** Keras' defaults. */
const SLOPE = 0.2;
const SHRINK = 0.5;

/** relu6(x + 3) / 6. */
const hardSigmoid = (x: Tensor): Tensor => div(relu6(add(x, 3)), 6);

/** As defined by Keras 3 (`keras.activations`). */
const ACTIVATIONS: Record<string, (x: Tensor) => Tensor> = {
  exponential: exp,
  leakyRelu: (x) => leakyRelu(x, SLOPE),
  /** With its default α = 1. */
  celu: elu,
  hardTanh: (x) => clipByValue(x, -1, 1),
  logSigmoid: (x) => neg(softplus(neg(x))),
  tanhShrink: (x) => sub(x, tanh(x)),
  softShrink: (x) => sub(x, clipByValue(x, -SHRINK, SHRINK)),
  hardShrink: (x) => where(greater(abs(x), SHRINK), x, zerosLike(x)),
  squareplus: (x) => div(add(x, sqrt(add(square(x), 4))), 2),
  /** (x + 1)² / 4 between −1 and 1, 0 before and x after. */
  sparsePlus: (x) => add(div(square(add(clipByValue(x, -1, 1), 1)), 4), relu(sub(x, 1))),
  sparseSigmoid: (x) => div(add(clipByValue(x, -1, 1), 1), 2),
  hardSilu: (x) => mul(x, hardSigmoid(x)),
  /** TensorFlow.js has the one of Keras 2 as `hardSigmoid`, which is steeper. */
  hardSigmoid3: hardSigmoid,
};

/** Lets TensorFlow.js find them by their names in a model's description. */
export function registerActivations(): void {
  for (const [name, apply] of Object.entries(ACTIVATIONS)) serialization.registerClass(classOf(name, apply));
}

function classOf(name: string, apply: (x: Tensor) => Tensor) {
  return class extends serialization.Serializable {
    static className = name;

    apply(x: Tensor): Tensor {
      return tidy(() => apply(x));
    }

    getConfig(): serialization.ConfigDict {
      return {};
    }
  };
}
