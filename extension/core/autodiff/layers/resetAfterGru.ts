/**
 * The gated recurrent unit as Keras has it by default (`reset_after`): the reset gate acts after the recurrent product, with an
 * intercept of its own. TensorFlow.js has only the other kind.
 */
import {
  add,
  matMul,
  mul,
  reshape,
  serialization,
  split,
  sub,
  type Tensor,
  tidy,
  unstack,
} from '@tensorflow/tfjs-core';
import { initializers, layers, type LayerVariable, RNN, type RNNLayerArgs } from '@tensorflow/tfjs-layers';

export interface ResetAfterGRUOptions {
  name?: string;
  units: number;
  activation?: string;
  recurrentActivation?: string;
  returnSequences?: boolean;
  goBackwards?: boolean;
}

type Activation = Parameters<typeof layers.activation>[0]['activation'];

class ResetAfterGRUCell extends layers.RNNCell {
  static className = 'ResetAfterGRUCell';
  readonly stateSize: number;
  private readonly activate: layers.Layer;
  private readonly gate: layers.Layer;
  private weightsOf?: { kernel: LayerVariable; recurrent: LayerVariable; bias: LayerVariable };

  constructor({ units, activation = 'tanh', recurrentActivation = 'sigmoid' }: ResetAfterGRUOptions) {
    super({});
    this.stateSize = units;
    this.activate = layers.activation({ activation: activation as Activation });
    this.gate = layers.activation({ activation: recurrentActivation as Activation });
  }

  override build(inputShape: (number | null)[]): void {
    const width = 3 * this.stateSize;
    const glorot = initializers.glorotUniform({});
    this.weightsOf = {
      kernel: this.addWeight('kernel', [inputShape.at(-1)!, width], 'float32', glorot),
      recurrent: this.addWeight('recurrent_kernel', [this.stateSize, width], 'float32', glorot),
      bias: this.addWeight('bias', [2, width], 'float32', initializers.zeros()),
    };
    this.built = true;
  }

  /** @param inputs one step of the sequence (rows × features) and the state (rows × units) */
  override call(inputs: Tensor | Tensor[]): Tensor | Tensor[] {
    return tidy(() => {
      const [x, h] = inputs as [Tensor, Tensor];
      const { kernel, recurrent, bias } = this.weightsOf!;
      const [inner, outer] = unstack(bias.read()) as [Tensor, Tensor];
      const [xz, xr, xh] = split(add(matMul(x, kernel.read()), inner), 3, 1);
      const [hz, hr, hh] = split(add(matMul(h, recurrent.read()), outer), 3, 1);
      const z = this.gate.apply(add(xz, hz)) as Tensor;
      const r = this.gate.apply(add(xr, hr)) as Tensor;
      const next = this.activate.apply(add(xh, mul(r, hh))) as Tensor;
      const state = add(mul(z, h), mul(sub(1, z), next));
      return [state, reshape(state, state.shape)];
    });
  }
}

export class ResetAfterGRU extends RNN {
  static override className = 'ResetAfterGRU';

  constructor(private readonly options: ResetAfterGRUOptions) {
    const { name, returnSequences, goBackwards } = options;
    super({ name, returnSequences, goBackwards, cell: new ResetAfterGRUCell(options) } as RNNLayerArgs);
  }

  static override fromConfig<T extends serialization.Serializable>(
    cls: serialization.SerializableConstructor<T>,
    config: serialization.ConfigDict,
  ): T {
    return new cls(config as unknown as ResetAfterGRUOptions);
  }

  /** Wrappers build their layer anew from this. */
  override getConfig(): serialization.ConfigDict {
    return { ...this.options };
  }
}

/** Lets TensorFlow.js find the layer by its name in a model's description. */
export function registerResetAfterGru(): void {
  serialization.registerClass(ResetAfterGRU);
}
