/** The one place that reaches into TensorFlow.js's engine: every operation passes `runKernel`, and for a while we stand in its place. */
import { engine, type NamedAttrMap, type NamedTensorMap, type Tensor } from '@tensorflow/tfjs-core';

export type RunKernel = (kernel: string, inputs: NamedTensorMap, attrs: NamedAttrMap) => Tensor | Tensor[];

type Engine = ReturnType<typeof engine>;
type GradientFunction = (...args: (Tensor | ((saved: Tensor[]) => void))[]) => { value: Tensor };

/**
 * Runs `f` while every operation goes to `hook` instead of the engine, and operations with a gradient of their own
 * (`tf.customGrad`) run as what they are made of. Both end with `f`: other code in the process never sees them. A hook within a
 * hook takes its place for a while.
 */
export function withHook<T>(hook: RunKernel, f: () => T): T {
  const instance = engine();
  const outer = Object.hasOwn(instance, 'runKernel')
    ? { runKernel: instance.runKernel, customGrad: instance.customGrad }
    : undefined;
  const inner = {
    runKernel: (kernel: string, inputs: NamedTensorMap, attrs: NamedAttrMap = {}) =>
      hook(kernel, inputs, attrs),
    customGrad: transparentGradient,
  };
  Object.assign(instance, inner);
  try {
    return f();
  } finally {
    if (outer) Object.assign(instance, outer);
    else {
      delete (instance as Partial<Engine>).runKernel;
      delete (instance as Partial<Engine>).customGrad;
    }
  }
}

/** The operation as the backend has it. */
export function stockKernel(kernel: string, inputs: NamedTensorMap, attrs: NamedAttrMap): Tensor | Tensor[] {
  const instance = engine();
  const { runKernel } = Object.getPrototypeOf(instance) as Engine;
  return runKernel.call(instance, kernel, inputs, attrs) as Tensor | Tensor[];
}

/** Runs an operation of one output by its kernel's name, as it is hooked at the time. */
export function runKernel(kernel: string, inputs: NamedTensorMap, attrs: NamedAttrMap = {}): Tensor {
  return engine().runKernel(kernel, inputs, attrs);
}

/** Tensors made from here on have this number or a higher one. */
export function nextTensorId(): number {
  return (engine() as unknown as { nextTensorId(): number }).nextTensorId();
}

function transparentGradient(f: GradientFunction) {
  return (...inputs: Tensor[]): Tensor => f(...inputs, () => undefined).value;
}
