import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { DeskCheckboxes } from '#accessibility/desk/desk-checkboxes.tsx';
import type { NewsShown } from './news.server.ts';

const nameOf = (t: TFunction, { kind, on }: NewsShown[number]) =>
  t('update.about', { what: t(`update.milestone.${kind}`), date: on });

/** The news that was ticked as told, in words. */
export const newsIn = (t: TFunction, news: NewsShown, told: readonly string[]): string =>
  news
    .filter(({ updateId }) => told.includes(updateId))
    .map((one) => nameOf(t, one))
    .join('; ');

/** Asks of each piece of news that waits for a call whether it was told; nothing where none waits. */
export function NewsTold({ news, values }: { news: NewsShown; values: readonly string[] }) {
  const { t } = useTranslation();
  if (news.length === 0) return null;
  return (
    <DeskCheckboxes
      name="told"
      label={t('attempt.told')}
      hint={t('attempt.toldHint')}
      values={values}
      options={news.map((one) => ({
        value: one.updateId,
        label: t('attempt.toldOf', { news: nameOf(t, one) }),
      }))}
    />
  );
}
