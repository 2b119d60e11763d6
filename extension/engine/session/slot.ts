/** A result with what it was made from: the same key, the same result. */
export interface Slot<T> {
  key: string;
  value: T;
}
