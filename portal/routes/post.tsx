import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { AnswerForm } from '#accessibility/fields/answer-form.tsx';
import { Button } from '#accessibility/fields/button.tsx';
import type { WordsShown } from '#casework/choice/ledger.server.ts';
import { stopEmailsByLink } from '#casework/choice/opt-out.server.ts';
import { readForm } from '#web/form.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { answerForm } from '../answer-page.tsx';
import { askedHere } from '../asked.server.ts';
import { EnglishBeside } from '../english-beside.tsx';
import type { Route } from './+types/post';

/** The same for every link, also for one that leads to nobody. Looking at it changes nothing. */
export const handle: PageHandle = {
  policy: 'anyone',
  title: 'page',
  bodyLimit: 4096,
  form: answerForm,
  exact: true,
  fromAnywhere: true,
};

const wordsOf = (t: TFunction) => [t('post.title'), t('post.lead'), t('post.say')];

// A mail program presses for its reader, in words of its own that we never see.
const pressedByProgram: WordsShown = {
  key: 'email.one_click',
  text: 'List-Unsubscribe=One-Click',
  reviewState: 'source',
};

const form = z.object({
  'List-Unsubscribe': z.literal('One-Click').optional(),
  say: z.literal('yes').optional(),
});

export async function action({ request, context, params }: Route.ActionArgs) {
  const read = await readForm({ request, context }, form);
  if (!read.ok) return read.again;
  const { 'List-Unsubscribe': program, say } = read.value;
  if (!program && !say) return null;
  const { language, words } = askedHere(context, 'portal.post', wordsOf);
  await stopEmailsByLink(params.word, { language, words: say ? words : pressedByProgram });
  // Not a redirect: mail programs do not follow one.
  return { done: true as const };
}

export default function Post({ actionData }: Route.ComponentProps) {
  return actionData && 'done' in actionData ? <Done /> : <Question />;
}

function Question() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('post.title')}</h1>
      <p className="lead">{t('post.lead')}</p>
      <EnglishBeside folded say={wordsOf} />
      <AnswerForm id={answerForm}>
        <Button kind="primary" name="say" value="yes">
          {t('post.say')}
        </Button>
      </AnswerForm>
    </>
  );
}

const doneWords = (t: TFunction) => [t('post.doneLead'), t('post.onTheWay'), t('post.codes')];

function Done() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('post.doneTitle')}</h1>
      <p className="lead">{t('post.doneLead')}</p>
      <p>{t('post.onTheWay')}</p>
      <p>{t('post.codes')}</p>
      <EnglishBeside say={doneWords} />
    </>
  );
}
