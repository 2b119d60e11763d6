/** A folder of samples, one file each, as the core sees it. */

export type SampleContent = 'images' | 'texts';

/** Which files of a folder are samples. */
export interface Listing {
  readonly content: SampleContent;
  /** Path of each sample relative to the folder, with slashes, in the order of the records. */
  readonly paths: readonly string[];
  /** Files that are no samples. */
  readonly others: readonly string[];
}

export interface SampleSource extends Listing {
  /** The folder, as errors show it. */
  readonly name: string;
  /** The bytes of every sample, in that order; they are the receiver's to keep. */
  contents(signal: AbortSignal): AsyncIterable<Uint8Array>;
}
