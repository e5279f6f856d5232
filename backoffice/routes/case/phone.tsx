import type { PageHandle } from '#web/page-handle.ts';
import { callAction } from '../../phone/call-action.server.ts';
import { callLoader } from '../../phone/call-loader.server.ts';
import { CallView } from '../../phone/call-view.tsx';
import { Saved } from '../../phone/saved.tsx';
import type { Route } from './+types/phone';

export const handle: PageHandle = { policy: 'casework', title: 'phone' };

export const loader = callLoader;

export const action = callAction;

export default function OnThePhone({ loaderData, actionData }: Route.ComponentProps) {
  const { page, saved } = loaderData;
  if (saved && !actionData) return <Saved {...loaderData} onPaper={false} />;
  return <CallView page={page} after={actionData} onPaper={false} />;
}
