import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import { SummaryList } from '#accessibility/paper/summary-list.tsx';
import type { FormValues } from '#web/form.server.ts';
import { HiddenValues } from '../hidden-values.tsx';
import { typedIn } from '../typed.ts';
import { Aloud } from './aloud.tsx';
import { answersInWords } from './answers-in-words.ts';
import type { CallPage } from './call.server.ts';

type ReadBackProps = { page: CallPage; values: FormValues; name: string };

/** What was written down, to be said aloud before it is kept. */
export function ReadBack({ page, values, name }: ReadBackProps) {
  const { t } = useTranslation();
  const rows = answersInWords(t, page, values);
  const how = typedIn(values, 'how');
  const onPaper = how === 'paper' || how === 'letter';
  const on = [typedIn(values, 'date'), typedIn(values, 'time')].join(' ').trim();
  return (
    <>
      <h2>{t('phone.back.title', { name })}</h2>
      {onPaper ? (
        <p>{t(how === 'letter' ? 'phone.back.byPost' : 'phone.back.late', { date: on })}</p>
      ) : (
        <Aloud said={page.questions.readBack} />
      )}
      {rows.length > 0 ? <SummaryList rows={rows} /> : <p>{t('phone.back.nothing')}</p>}
      {!onPaper && <Aloud said={page.questions.closing} />}
      <DeskForm errors={[]}>
        <HiddenValues values={values} but={['intent']} />
        <Buttons>
          <DeskButton kind="primary" name="intent" value="save">
            {t('phone.save')}
          </DeskButton>
          <DeskButton kind="quiet" name="intent" value="change">
            {t('phone.change')}
          </DeskButton>
        </Buttons>
      </DeskForm>
    </>
  );
}
