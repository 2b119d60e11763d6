/** The part of jsfive that is used: it brings no types. */
declare module 'jsfive' {
  export interface Group {
    readonly keys: string[];
    readonly attrs: Record<string, unknown>;
    get(path: string): Group | Dataset | null;
  }
  export interface Dataset {
    readonly shape: number[];
    readonly value: ArrayLike<number>;
  }
  export class File implements Group {
    constructor(bytes: ArrayBuffer, name?: string);
    readonly keys: string[];
    readonly attrs: Record<string, unknown>;
    get(path: string): Group | Dataset | null;
  }
}
