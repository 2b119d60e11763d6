/** The part of the WebAssembly interface that is used here; the standard library declares it for browsers alone. */
declare namespace WebAssembly {
  class Memory {
    constructor(limits: { initial: number; maximum?: number; shared?: boolean });
    readonly buffer: ArrayBuffer;
    /** Throws a RangeError when the memory cannot grow. */
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Record<string, Record<string, unknown>>);
    readonly exports: Record<string, unknown>;
  }
  /** Whether this engine understands the module. */
  function validate(bytes: Uint8Array): boolean;
}
