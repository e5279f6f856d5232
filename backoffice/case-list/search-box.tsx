import { useTranslation } from 'react-i18next';

/** Looking for someone, by GET: the page that is found can be kept and sent to a colleague. */
export function SearchBox({ words }: { words: string }) {
  const { t } = useTranslation();
  return (
    <search>
      <form action="/search" method="get" className="field">
        <label htmlFor="words">{t('search.label')}</label>
        <span className="hint" id="words-hint">
          {t('search.hint')}
        </span>
        <span className="buttons">
          <input
            id="words"
            name="words"
            type="search"
            dir="auto"
            defaultValue={words}
            aria-describedby="words-hint"
            autoComplete="off"
          />
          <button className="button" data-kind="quiet" type="submit">
            {t('search.look')}
          </button>
        </span>
      </form>
    </search>
  );
}
