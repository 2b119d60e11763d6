/** Keeps a panel that reviews labels on the review store of the host, which other views change too. */
import type { Services } from '../services';
import { reviewState } from './reviewed';
import type { Session } from './session';

/** Takes decisions, staleness and what changed; for other views nothing. */
export function updateReview(services: Services, session: Session): void {
  const { request, review } = session.state;
  if (session.result?.view === 'review') {
    session.set({ review: reviewState(services.review.of(request.dataset.config)) });
  } else if (review) session.set({ review: undefined });
}

/** The same, and a ranking that was made elsewhere. */
export function followReview(services: Services, session: Session): void {
  const { request, phase } = session.state;
  const { result: shown } = session;
  // A run of its own brings the ranking with it.
  if (request.view !== 'review' || shown?.view !== 'review' || phase === 'loading') return;
  const { result, status } = services.review.of(request.dataset.config);
  if (!result || result.training === shown.result.training) return updateReview(services, session);
  if (status !== 'ready') return;
  const { score, balanced } = result;
  const asked = { ...request, score, ...(request.balanced !== undefined && { balanced }) };
  session.take(asked, { view: 'review', result: { ...result, columns: shown.result.columns } });
}
