import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import type { FormValues } from '#web/form.server.ts';
import { NewsTold } from '../news-told.tsx';
import { chosenIn, typedIn } from '../typed.ts';
import { Aloud } from './aloud.tsx';
import type { CallPage } from './call.server.ts';
import type { AfterCall } from './call-action.server.ts';
import { CallCircumstances } from './call-circumstances.tsx';
import { CallQuestions } from './call-questions.tsx';

type CallFormProps = {
  page: CallPage;
  values: FormValues;
  errors: readonly FieldError[];
  revealed: AfterCall['revealed'];
  onPaper: boolean;
};

/** One form for the whole call, so that every press gives back what was tapped so far. */
export function CallForm({ page, values, errors, revealed, onPaper }: CallFormProps) {
  const { t } = useTranslation();
  const { questions } = page;
  return (
    <DeskForm errors={errors}>
      {/* Return presses the first button of a form: that is to read back, never to show a number. */}
      <button type="submit" name="intent" value="check" hidden>
        {t('phone.readBack')}
      </button>
      <input type="hidden" name="key" value={String(values.key ?? page.key)} />
      <input type="hidden" name="timesShown" value={typedIn(values, 'timesShown')} />
      <input type="hidden" name="callMeShown" value={typedIn(values, 'callMeShown')} />
      {page.onlyEnglish && <p>{t('phone.onlyEnglish', { language: page.onlyEnglish })}</p>}
      {!onPaper && <Ring page={page} revealed={revealed} />}
      <CallCircumstances page={page} values={values} errors={errors} onPaper={onPaper} />
      {!onPaper && <Aloud said={questions.alone} />}
      {!onPaper && <Aloud said={questions.opening} />}
      <CallQuestions page={page} values={values} errors={errors} />
      {!onPaper && <NewsTold news={page.news} values={chosenIn(values, 'told')} />}
      <DeskButton kind="primary" name="intent" value="check">
        {t('phone.readBack')}
      </DeskButton>
    </DeskForm>
  );
}

function Ring({ page, revealed }: Pick<CallFormProps, 'page' | 'revealed'>) {
  const { t } = useTranslation();
  const { mobiles, shown } = page;
  if (mobiles.length === 0)
    return (
      <p>
        {t('phone.noNumber')} <a href={`/cases/${shown.caseId}/contact`}>{t('phone.rest')}</a>
      </p>
    );
  return (
    <Buttons>
      {mobiles.map(({ id, hint }) =>
        revealed?.id === id ? (
          <a key={id} className="button" data-kind="primary" href={`tel:${revealed.value}`}>
            <bdi>{t('phone.ring', { number: revealed.value })}</bdi>
          </a>
        ) : (
          <button
            key={id}
            className="button"
            data-kind="quiet"
            type="submit"
            name="intent"
            value={`reveal:${id}`}
          >
            {t('phone.show', { hint })}
          </button>
        ),
      )}
    </Buttons>
  );
}
