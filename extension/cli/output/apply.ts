import type { ApplyDocument } from '../../contract/review';
import { counted } from './numbers';
import { report } from './head';
import type { Style } from './style';

/** What became of a patch, as a person reads it. */
export function applyReport({ file, out, ...counts }: ApplyDocument, style: Style): string {
  const { applied, already, passedOver, refused } = counts;
  return report(
    [
      `Wrote ${out}: ${file} with ${counted(applied, 'label')} fixed.`,
      ...(already > 0
        ? [`${counted(already, 'fix', 'fixes')} ${already === 1 ? 'was' : 'were'} there already.`]
        : []),
      ...(passedOver > 0 ? [`${counted(passedOver, 'decision')} to keep or skip a row passed over.`] : []),
    ],
    refused.length === 0
      ? []
      : [
          style.warning(`${counted(refused.length, 'fix', 'fixes')} not applied`),
          ...refused.map(({ line, reason }) => `  line ${line} of the patch: ${reason}`),
        ],
  );
}
