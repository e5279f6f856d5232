import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { lineLanguages } from '#casework/public-line/rules.ts';
import type { EditionShown } from './theme.server.ts';

/** The words of an edition in every language it is written in, and which ones are read in English instead. */
export function EditionWords({ it }: { it: EditionShown }) {
  const { t } = useTranslation();
  const missing = lineLanguages.filter((language) => !it.words[language]);
  return (
    <>
      {lineLanguages.map((language) => {
        const said = it.words[language];
        return (
          said && (
            <blockquote key={language} lang={language} dir="auto">
              <p>{said.youSaid}</p>
              <p>{said.weDid}</p>
              <footer lang="en" dir="ltr" className="hint">
                {t(`languages.${language}`)}:{' '}
                {t(`youSaid.one.review.${said.reviewState}`, { name: it.writer })}
              </footer>
            </blockquote>
          )
        );
      })}
      {missing.length > 0 && (
        <p>
          {t('youSaid.one.fallback', {
            languages: missing.map((language) => t(`languages.${language}`)).join(', '),
          })}
        </p>
      )}
    </>
  );
}

/** An edition nobody outside reads yet: what it says, what stands in its way, and what may be done with it. */
export function OpenEdition({ it, themeId }: { it: EditionShown; themeId: string }) {
  const { t } = useTranslation();
  const may = (act: EditionShown['acts'][number]) => it.acts.includes(act);
  const whose = it.state === 'draft' && it.mine ? 'mine' : it.state;
  return (
    <>
      <p>
        {t(`youSaid.one.state.${whose}`, {
          ...{ name: it.state === 'approved' ? it.approver : it.writer, moment: it.written.text, why: '' },
        })}
      </p>
      <EditionWords it={it} />
      {it.held && (
        <Notice tone="caution" level={3} title={t('youSaid.one.held')}>
          <p>
            <a href={`/leaks/${it.leakId}`}>{t('youSaid.one.heldLink')}</a>
          </p>
        </Notice>
      )}
      {may('rewrite') && (
        <p>
          <a href={`/you-said/${themeId}/words`}>{t('youSaid.one.rewrite')}</a>
        </p>
      )}
      {it.acts.some((act) => act !== 'rewrite') && (
        <DeskForm errors={[]}>
          <input type="hidden" name="lineId" value={it.lineId} />
          <input type="hidden" name="version" value={it.version} />
          <Buttons>
            {may('approve') && (
              <DeskButton kind="primary" name="intent" value="approve">
                {t('youSaid.one.approve')}
              </DeskButton>
            )}
            {may('publish') && (
              <DeskButton kind="primary" name="intent" value="publish">
                {t('youSaid.one.publish')}
              </DeskButton>
            )}
            {may('send_back') && (
              <DeskButton kind="quiet" name="intent" value="send_back">
                {t('youSaid.one.sendBack')}
              </DeskButton>
            )}
          </Buttons>
          {may('publish') && <p className="hint">{t('youSaid.one.publishLater')}</p>}
        </DeskForm>
      )}
    </>
  );
}

/** Editions that are no longer to be read: who took each away, when and why. */
export function EarlierEditions({ editions }: { editions: readonly EditionShown[] }) {
  const { t } = useTranslation();
  if (editions.length === 0) return null;
  return (
    <section>
      <h2>{t('youSaid.one.before')}</h2>
      {editions.map((it) => (
        <article key={it.lineId}>
          <p>
            {t('youSaid.one.state.taken_down', {
              ...{ name: it.remover, moment: it.removed?.text },
              why: it.takenDownBecause && t(`youSaid.one.why.${it.takenDownBecause}`),
            })}
          </p>
          <EditionWords it={it} />
        </article>
      ))}
    </section>
  );
}
