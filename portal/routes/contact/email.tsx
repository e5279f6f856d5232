import { useTranslation } from 'react-i18next';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../../answer-page.tsx';
import { addOwnPoint, ownPoints } from '../../own-points.server.ts';
import { OwnPoints } from '../../own-points.tsx';
import { errorsOf, typedIn } from '../../problems.ts';
import type { Route } from './+types/email';

export const handle: PageHandle = { policy: 'signed_in', title: 'contact', form: answerForm };

export const loader = (asked: Route.LoaderArgs) => ownPoints(asked, 'email');

export const action = (asked: Route.ActionArgs) => addOwnPoint(asked, 'email');

export default function ContactEmail({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const again = actionData ?? loaderData.kept;
  return (
    <OwnPoints
      kind="email"
      points={loaderData.points}
      errors={errorsOf(t, actionData)}
      typed={{
        value: typedIn(again, 'value'),
        shared: typedIn(again, 'shared') === 'yes',
        watched: typedIn(again, 'watched') === 'yes',
      }}
    />
  );
}
