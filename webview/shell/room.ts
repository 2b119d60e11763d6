/** Width from which the details of the active row stand beside the list without being asked for. */
const WIDE = 1000;

export function isWide(): boolean {
  return window.innerWidth >= WIDE;
}
