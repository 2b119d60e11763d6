import { LensError } from '../../../contract/errors';
import type { Binding, OpAttribute } from './binding';

/** TensorFlow's own number of the type; tfjs' binding does not name it. */
const TF_DOUBLE = 2;

/** A float64 tensor on TensorFlow's side. */
export interface Handle {
  readonly id: number;
  readonly shape: readonly number[];
}

/** Tensors of one computation: all are deleted at its end, but for those kept. */
export interface Scope {
  /** The array may be read until the tensor is deleted: it must not change before. */
  upload(values: Float64Array, shape: number[]): Handle;
  multiply(a: Handle, b: Handle, transpose?: { a?: boolean; b?: boolean }): Handle;
  /** An operation on float64 tensors by TensorFlow's name. */
  run(name: string, inputs: readonly Handle[], flags?: Record<string, boolean>): Handle;
  runMany(
    name: string,
    inputs: readonly Handle[],
    outputs: number,
    flags?: Record<string, boolean>,
  ): Handle[];
  /** Sum over one axis, which stays with length 1 when `keep`. */
  sum(a: Handle, axis: number, keep?: boolean): Handle;
  reshape(a: Handle, shape: number[]): Handle;
  read(a: Handle): Float64Array;
  /** A scope inside this one, of which only the result stays. */
  nested(use: (inner: Scope) => Handle): Handle;
  /** Deletes a tensor before the scope ends. */
  discard(a: Handle): void;
  /** Takes the tensor out of the scope: the caller deletes it. */
  keep(a: Handle): Handle;
}

export interface Session {
  scope<T>(use: (scope: Scope) => T): T;
  release(handle: Handle): void;
  /** Bytes of kept tensors. */
  held(): number;
}

export function createSession(binding: Binding): Session {
  const kept = new Map<number, number>();
  const flag = (name: string, value: boolean): OpAttribute => ({ name, type: binding.TF_ATTR_BOOL, value });
  const type = (name: string, value: number): OpAttribute => ({ name, type: binding.TF_ATTR_TYPE, value });
  const double = type('T', TF_DOUBLE);

  const createScope = (ids: Set<number>): Scope => {
    const execute = (
      name: string,
      attributes: OpAttribute[],
      inputs: readonly Handle[],
      outputs: number,
    ): Handle[] => {
      try {
        const made = binding.executeOp(
          name,
          attributes,
          inputs.map((input) => input.id),
          outputs,
        );
        for (const { id } of made) ids.add(id);
        return made;
      } catch (error) {
        throw asLensError(name, error);
      }
    };
    const create = (shape: number[], dtype: number, values: Int32Array): Handle => {
      const id = binding.createTensor(shape, dtype, values);
      ids.add(id);
      return { id, shape };
    };
    const runMany: Scope['runMany'] = (name, inputs, outputs, flags = {}) => {
      const attributes = Object.entries(flags).map(([key, value]) => flag(key, value));
      return execute(name, [...attributes, double], inputs, outputs);
    };
    const run: Scope['run'] = (name, inputs, flags) => runMany(name, inputs, 1, flags)[0]!;
    const integers = (values: number[]): Handle =>
      create([values.length], binding.TF_INT32, Int32Array.from(values));
    const cast = (a: Handle, from: number, to: number): Handle =>
      execute('Bitcast', [type('T', from), type('type', to)], [a], 1)[0]!;
    return {
      // The binding takes no doubles; 64-bit integers with the same bits it does.
      upload(values, shape) {
        const bits = new Int32Array(values.buffer, values.byteOffset, values.length * 2);
        return cast(create(shape, binding.TF_INT64, bits), binding.TF_INT64, TF_DOUBLE);
      },
      multiply: (a, b, transpose = {}) =>
        run('MatMul', [a, b], { transpose_a: transpose.a ?? false, transpose_b: transpose.b ?? false }),
      run,
      runMany,
      sum: (a, axis, keep = false) =>
        execute(
          'Sum',
          [flag('keep_dims', keep), double, type('Tidx', binding.TF_INT32)],
          [a, integers([axis])],
          1,
        )[0]!,
      reshape: (a, shape) =>
        execute('Reshape', [double, type('Tshape', binding.TF_INT32)], [a, integers(shape)], 1)[0]!,
      read(a) {
        return new Float64Array(binding.tensorDataSync(cast(a, TF_DOUBLE, binding.TF_INT64).id).buffer);
      },
      nested(use) {
        const inner = new Set<number>();
        try {
          const result = use(createScope(inner));
          if (inner.delete(result.id)) ids.add(result.id);
          return result;
        } finally {
          for (const id of inner) binding.deleteTensor(id);
        }
      },
      discard(a) {
        if (ids.delete(a.id)) binding.deleteTensor(a.id);
      },
      keep(a) {
        ids.delete(a.id);
        kept.set(
          a.id,
          a.shape.reduce((product, length) => product * length, 8),
        );
        return a;
      },
    };
  };

  return {
    scope(use) {
      const ids = new Set<number>();
      try {
        return use(createScope(ids));
      } finally {
        for (const id of ids) binding.deleteTensor(id);
      }
    },
    release({ id }) {
      if (!kept.delete(id)) throw new LensError('internal', `Tensor ${id} is not held.`);
      binding.deleteTensor(id);
    },
    held: () => [...kept.values()].reduce((sum, bytes) => sum + bytes, 0),
  };
}

function asLensError(operation: string, thrown: unknown): LensError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (/OOM|resource exhausted|bad_alloc/i.test(message))
    return new LensError('memory', `TensorFlow has not enough memory for ${operation}.`, {
      hint: 'Close other programs, use fewer features or rows, or the "cg" solver.',
      cause: thrown,
    });
  return new LensError('backend', `TensorFlow's ${operation} failed: ${message}`, { cause: thrown });
}
