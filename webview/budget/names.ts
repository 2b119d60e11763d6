import type { BudgetCurve } from '../../extension/contract/review';
import { SCORE_TEXTS } from '../review/scores';

export function orderName(order: BudgetCurve['order']): string {
  return order === 'random' ? 'Random order' : SCORE_TEXTS[order].name;
}
