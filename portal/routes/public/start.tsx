import { useTranslation } from 'react-i18next';
import type { PageHandle } from '#web/page-handle.ts';

export const handle: PageHandle = { policy: 'static', title: 'information' };

const pages = [
  { href: '/public/you-said', word: 'youSaid' },
  { href: '/public/rights', word: 'rights' },
  { href: '/public/how-we-work', word: 'work' },
  { href: '/public/privacy', word: 'privacy' },
  { href: '/public/accessibility', word: 'accessibility' },
  { href: '/public/say', word: 'say' },
  { href: '/real', word: 'real' },
] as const;

export default function PublicStart() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('public.title')}</h1>
      <p className="lead">{t('public.lead')}</p>
      <p>{t('public.choose')}</p>
      <p>{t('public.promise')}</p>
      <h2>{t('public.more')}</h2>
      <ul>
        {pages.map(({ href, word }) => (
          <li key={href}>
            <a href={href}>{t(`public.${word}`)}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
