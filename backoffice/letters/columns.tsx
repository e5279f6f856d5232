import type { TFunction } from 'i18next';
import type { Column } from '#accessibility/desk/data-table.tsx';
import type { letterLine } from './shown.server.ts';

type Told = Pick<ReturnType<typeof letterLine>, 'messageId' | 'name' | 'kind' | 'brings' | 'language'>;

/** What every table of letters says of each: to whom, what it brings, in which language. */
export const toldOfEach = (t: TFunction<'backoffice'>): Column<Told>[] => [
  {
    header: t('letters.to'),
    heads: true,
    cell: ({ messageId, name }) => (
      <a href={`/messages/${messageId}`}>
        <bdi>{name}</bdi>
      </a>
    ),
  },
  {
    header: t('letters.what'),
    cell: ({ kind, brings }) =>
      [t(`message.kind.${kind}`), brings && t('letters.withCard')].filter(Boolean).join(', '),
  },
  { header: t('letters.language'), cell: ({ language }) => t(`languages.${language}`) },
];
