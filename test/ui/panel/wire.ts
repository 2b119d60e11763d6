/**
 * Carries messages between this process and a page, typed arrays included: what structured clone does between a webview and its
 * host.
 */

const ARRAYS = { Int32Array, Uint8Array, Uint32Array, Float32Array, Float64Array };
type Typed = InstanceType<(typeof ARRAYS)[keyof typeof ARRAYS]>;

export function encode(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    ArrayBuffer.isView(held)
      ? {
          $array: held.constructor.name,
          bytes: Buffer.from(held.buffer, held.byteOffset, held.byteLength).toString('base64'),
        }
      : held,
  );
}

export function decode(text: string): unknown {
  return JSON.parse(text, (_, held: unknown) => {
    if (typeof held !== 'object' || held === null || !('$array' in held)) return held;
    const { $array, bytes } = held as unknown as { $array: keyof typeof ARRAYS; bytes: string };
    const copy = new Uint8Array(Buffer.from(bytes, 'base64'));
    return new ARRAYS[$array](copy.buffer) satisfies Typed;
  });
}

/** Runs in the page before its own script: what VS Code gives to a webview, with `hostReceive` for the host. */
export const PAGE_API = `(() => {
  const toBase64 = (view) => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(text);
  };
  const encode = (value) => JSON.stringify(value, (_, held) =>
    ArrayBuffer.isView(held) ? { $array: held.constructor.name, bytes: toBase64(held) } : held);
  const decode = (text) => JSON.parse(text, (_, held) => {
    if (typeof held !== 'object' || held === null || !('$array' in held)) return held;
    const bytes = Uint8Array.from(atob(held.bytes), (letter) => letter.charCodeAt(0));
    return new globalThis[held.$array](bytes.buffer);
  });
  let state = JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined;
  globalThis.fromHost = (text) => window.postMessage(decode(text), '*');
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => void globalThis.hostReceive(encode(structuredClone(message))),
    getState: () => state,
    setState: (now) => { state = structuredClone(now); sessionStorage.setItem('state', JSON.stringify(now)); },
  });
})();`;
