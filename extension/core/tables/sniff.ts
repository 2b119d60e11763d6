/** Finds the delimiter of a .csv file: exporters of some languages write semicolons, others tabs or bars. */
import { csvSplit } from './csv';
import { createFields } from './fields';

const CANDIDATES = [',', ';', '\t', '|'];
const SAMPLED_RECORDS = 50;

/** Fields a record when all sampled records agree with the first; 0 when they do not. */
function agreedFields(
  head: Uint8Array,
  final: boolean,
  delimiter: string,
): { header: number; agreed: boolean } {
  const split = csvSplit(delimiter);
  const fields = createFields();
  let header = 0;
  let from = 0;
  for (let record = 0; record < SAMPLED_RECORDS && from < head.length;) {
    const next = split(head, from, head.length, final, fields);
    if (next < 0) break;
    from = next;
    if (fields.blank) continue;
    if (record === 0) header = fields.count;
    else if (fields.count !== header) return { header, agreed: false };
    record++;
  }
  return { header, agreed: true };
}

/** The delimiter that splits every record of `head` alike into the most fields; a comma where it does so, or where none does. */
export function sniffDelimiter(head: Uint8Array, final: boolean): string {
  let best = ',';
  let most = 1;
  for (const delimiter of CANDIDATES) {
    const { header, agreed } = agreedFields(head, final, delimiter);
    if (agreed && header > most) {
      best = delimiter;
      most = header;
      if (delimiter === ',') break;
    }
  }
  return best;
}
