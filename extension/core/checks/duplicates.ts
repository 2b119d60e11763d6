import type { Check } from '../../contract/documents';

/** @param copies how many other training rows have the same cells, for each of the most influential rows */
export function checkDuplicates(copies: readonly number[]): Check {
  const shared = copies.filter((count) => count > 0);
  const rows = copies.length === 1 ? 'row' : `${copies.length} rows`;
  if (shared.length === 0)
    return {
      name: 'duplicates',
      status: 'pass',
      value: 0,
      message: `None of the most influential ${rows} has a copy among the training rows.`,
    };
  const most = Math.max(...shared);
  return {
    name: 'duplicates',
    status: 'warn',
    value: shared.length,
    message: `Of the most influential ${rows} ${shared.length} ${shared.length === 1 ? 'has copies' : 'have copies'} (up to ${most}) that share the influence: taking one out changes little while its copies stay. Ask what removing them together does.`,
  };
}
