/** A dataset in memory: the tables, and which of their records train and test the model. */
import type { BroughtModel } from '../brought/model';
import type { LoadedConfig } from '../config/load';
import type { DataReader, ReadFile } from './readers/types';

/** A data file, or a folder of samples, as it was read. */
export interface DataFile extends ReadFile {
  /** As the config names it, or absolute where it does not. */
  name: string;
  reader: DataReader;
}

/** The records of a part of the dataset, in the order in which arrays over that part run. */
export interface RecordPart {
  file: DataFile;
  /** Record indices in the file, ascending. */
  rows: Int32Array;
  /** Class of each; −1 where there is no label. */
  labels: Int32Array;
}

export interface Dataset {
  loaded: LoadedConfig;
  /** The model that the config brings along. */
  brought?: BroughtModel;
  seed: number;
  train: RecordPart;
  test: RecordPart;
  /** In code-unit order; those of the training rows. */
  classes: string[];
  /** Content hash of both parts: which records, with which columns. */
  fingerprint: string;
}
