import { useTranslation } from 'react-i18next';
import { ButtonLink, Buttons } from '#accessibility/fields/button.tsx';
import type { PageHandle } from '#web/page-handle.ts';

export const handle: PageHandle = { policy: 'anyone', title: 'page' };

const waysBack = [
  { href: '/come-back', word: 'code' },
  { href: '/card', word: 'card' },
  { href: '/app-code', word: 'app' },
] as const;

export default function Ended() {
  const { t } = useTranslation();
  return (
    <>
      <h1>{t('ended.title')}</h1>
      <p className="lead">{t('ended.lead')}</p>
      <p>{t('ended.kept')}</p>
      <Buttons>
        {waysBack.map(({ href, word }) => (
          <ButtonLink key={href} kind="quiet" href={href}>
            {t(`ended.${word}`)}
          </ButtonLink>
        ))}
      </Buttons>
    </>
  );
}
