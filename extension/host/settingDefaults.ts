/** Names, types and defaults of the settings. */
import type { BackendChoice } from '../contract/config';
import type { LensSetting } from './editor/lensChoice';

export const SECTION = 'influence';

export interface Settings {
  /** Everything in editors and Problems at once. */
  enabled: boolean;
  codeLens: LensSetting;
  rowDecorations: boolean;
  backend: BackendChoice;
  /** Path of a native TensorFlow module; empty: the one that was installed with the extension, if any. */
  nativeModule: string;
  /** Megabytes that the engine's computations may take. */
  memory: number;
  maxProblems: number;
}

export const DEFAULT_SETTINGS: Settings = {
  enabled: true,
  codeLens: 'auto',
  rowDecorations: true,
  backend: 'auto',
  nativeModule: '',
  memory: 4096,
  maxProblems: 200,
};
