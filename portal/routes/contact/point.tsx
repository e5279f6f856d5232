import { data } from 'react-router';
import type { PageHandle } from '#web/page-handle.ts';
import { changeOwnPoint } from '../../own-points.server.ts';
import type { Route } from './+types/point';

/** Where the buttons beside a number or address lead; it is no page. */
export const handle: PageHandle = { policy: 'signed_in', title: 'contact' };

export function loader() {
  throw data(null, { status: 404 });
}

export const action = (asked: Route.ActionArgs) => changeOwnPoint(asked);

export default function ContactPoint() {
  return null;
}
