import { useTranslation } from 'react-i18next';
import { SummaryList } from '#accessibility/paper/summary-list.tsx';
import type { Casefile } from './casefile.server.ts';

/** What is known of the case itself; the child by the letter this person's papers use, never more. */
export function Facts({ facts }: Pick<Casefile, 'facts'>) {
  const { t } = useTranslation();
  const {
    stage,
    worker,
    receivedFrom,
    received,
    children,
    enhancedRights,
    basis,
    under18,
    incident,
    nextUpdateBy,
    restricted,
    speakers,
  } = facts;
  const speaks = speakers.map(({ name, kind, until }) =>
    [`${name} (${t(`proxy.kinds.${kind}`)})`, until && t('proxy.untilDay', { date: until })]
      .filter(Boolean)
      .join(', '),
  );
  const happened = [t(`incident.${incident.kind}`), incident.happenedOn, incident.reference]
    .filter(Boolean)
    .join(', ');
  const outcomes = children.map(({ label, outcome, mayBeAppealed }) =>
    [`${label}: ${t(`outcome.${outcome}`)}`, mayBeAppealed && t('outcomeMayBeAppealed')]
      .filter(Boolean)
      .join(', '),
  );
  const rows = [
    { term: t('case.stage'), value: t(`stage.${stage}`) },
    { term: t('case.worker'), value: worker },
    {
      term: t('case.basis'),
      value: [t(`basis.${basis}`), under18 && t('case.under18')].filter(Boolean).join(', '),
    },
    { term: t('case.speaks'), value: speaks.join('; ') },
    { term: t('case.openTo'), value: restricted && t('case.restricted') },
    { term: t('case.rights'), value: enhancedRights.map((right) => t(`right.${right}`)).join(', ') },
    {
      term: t('case.received'),
      value: t('case.receivedFrom', { source: t(`source.${receivedFrom}`), moment: received }),
    },
    { term: t('case.incident'), value: happened },
    { term: t('case.children'), value: outcomes.join('; ') },
    { term: t('case.nextUpdate'), value: nextUpdateBy },
  ];
  return <SummaryList rows={rows.filter(({ value }) => value)} />;
}
