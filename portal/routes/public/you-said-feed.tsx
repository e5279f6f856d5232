import { linesIn } from '#casework/public-line/published.server.ts';
import { portalWords } from '#locales/portal-words.ts';
import { serviceContext } from '#web/context.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { languageShown } from '../../language-shown.server.ts';
import { feedOf } from '../../you-said/feed.ts';
import { linesHere } from '../../you-said/here.server.ts';
import type { Route } from './+types/you-said-feed';

export const handle: PageHandle = { policy: 'public', title: 'information' };

/** What changed, to be followed by a reader of feeds. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const language = languageShown(context);
  const { t } = portalWords[language];
  const lines = linesIn(await linesHere(context), language);
  const name = context.get(serviceContext)?.name ?? t('frame.noName');
  const { origin } = new URL(request.url);
  return new Response(feedOf({ t, language, origin, name, lines }), {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' },
  });
}
