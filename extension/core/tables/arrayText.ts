/** A few numbers of many, to recognise them by. */

const SHOWN = 4;

/** `[0.12, -0.5, 1, 0.03, … 512]`: the first numbers and how many there are; empty where missing. */
export function arrayPreview(values: ArrayLike<number>): string {
  if (values.length === 0 || Number.isNaN(values[0])) return '';
  const first = Array.from({ length: Math.min(SHOWN, values.length) }, (_, i) =>
    Number(values[i].toPrecision(4)),
  );
  return `[${first.join(', ')}${values.length > SHOWN ? `, … ${values.length}` : ''}]`;
}
