import { type EntryContext, isRouteErrorResponse } from 'react-router';

/**
 * The status a page answers with. React Router keeps that of a refused form even where the page itself then turns out not
 * to be there, which would tell apart what is not there from what is not theirs.
 */
export function answerStatus({ staticHandlerContext: { errors } }: EntryContext, status: number): number {
  const isMissing = (error: unknown) => isRouteErrorResponse(error) && error.status === 404;
  return errors && Object.values(errors).some(isMissing) ? 404 : status;
}
