/**
 * The edits of one open document as two lists of changed lines: since the file on disk, and since the base, which is the content of
 * the disk that the shown scores were computed from. Knows nothing of the editor, so that every order of events can be tested.
 */
import { applyEdits, type Hunks, type LineEdit } from './lineHunks';

export interface EditLog {
  readonly sinceDisk: Hunks;
  readonly sinceBase: Hunks;
  /** Counts the contents that the disk has had: two equal numbers mean the same content. */
  readonly generation: number;
  /** Lines were edited; `undo` when by undo or redo. */
  edited(edits: readonly LineEdit[], undo: boolean): void;
  /** The document was written to disk. */
  saved(): void;
  /** The document equals the disk without a save: by undo it went back to it, else it was loaded anew. */
  becameClean(): void;
  /** The disk as it is now is the new base. */
  rebase(): void;
}

/** `initial` are the lines that differ from the disk when the document is opened. */
export function createEditLog(initial: Hunks = []): EditLog {
  let sinceDisk = initial;
  let sinceBase = initial;
  /** The disk's content since the base. */
  let diskSinceBase: Hunks = [];
  let lastUndo = false;
  let generation = 0;

  /** The disk took on what the document holds. */
  const diskFollows = () => {
    sinceDisk = [];
    diskSinceBase = sinceBase;
    generation++;
  };
  /** The document went back to what the disk holds. */
  const documentFollows = () => {
    sinceDisk = [];
    sinceBase = diskSinceBase;
  };

  return {
    get sinceDisk() {
      return sinceDisk;
    },
    get sinceBase() {
      return sinceBase;
    },
    get generation() {
      return generation;
    },
    edited(edits, undo) {
      sinceDisk = applyEdits(sinceDisk, edits);
      sinceBase = applyEdits(sinceBase, edits);
      lastUndo = undo;
    },
    saved() {
      if (sinceDisk.length > 0) diskFollows();
    },
    becameClean() {
      if (sinceDisk.length === 0) return;
      if (lastUndo) documentFollows();
      else diskFollows();
    },
    rebase() {
      sinceBase = sinceDisk;
      diskSinceBase = [];
    },
  };
}
