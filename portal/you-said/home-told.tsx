import { useTranslation } from 'react-i18next';

/** That something came of what somebody had told us, until they have read it. */
export function HomeTold() {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('youSaid.home.title')}</h2>
      <ul className="choices">
        <li>
          <a href="/changes">{t('youSaid.home.one')}</a>
        </li>
      </ul>
    </section>
  );
}
