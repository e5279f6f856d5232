import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { Empty } from '#accessibility/paper/empty.tsx';
import type { ContactPointShown } from '#casework/contact-point/store.server.ts';

export type Revealed = { id: string; value: string };
type ContactPointsProps = {
  caseId: string;
  name: string;
  points: readonly ContactPointShown[];
  /** Those to which nothing but a code goes until one from there was typed, whatever staff have heard. */
  awaitingCode: readonly string[];
  revealed: Revealed | null;
};

const flagsOf = (point: ContactPointShown, awaitsCode: boolean) => {
  const { verified, doubt, bad, shared, anothersToo, watched, suppressed } = point;
  const said = { awaitsCode, bad, shared, anothersToo, watched, stopped: suppressed };
  const flags = ['awaitsCode', 'bad', 'shared', 'anothersToo', 'watched', 'stopped'] as const;
  const more = flags.filter((flag) => said[flag]);
  const first = point.kind === 'address' ? [] : [verified ? ('verified' as const) : ('unverified' as const)];
  return [...first, ...(doubt ? [`doubt_${doubt}` as const] : []), ...more];
};

/** Numbers and addresses as hints, with what is known of each. The whole of one is shown when it is asked for. */
export function ContactPoints({ caseId, name, points, awaitingCode, revealed }: ContactPointsProps) {
  const { t } = useTranslation();
  const awaits = ({ id }: ContactPointShown) => awaitingCode.includes(id);
  return (
    <DataTable
      caption={t('contact.points.caption', { name })}
      rows={points}
      rowKey={({ id }) => id}
      empty={<Empty title={t('contact.points.none')} next={t('contact.points.noneNext')} />}
      columns={[
        { header: t('contact.points.kind'), cell: ({ kind }) => t(`contact.point.${kind}`), heads: true },
        {
          header: t('contact.points.value'),
          cell: (point) => <Value point={point} revealed={revealed} />,
        },
        {
          header: t('contact.points.known'),
          cell: (point) =>
            [
              ...flagsOf(point, awaits(point)).map((flag) => t(`contact.flag.${flag}`)),
              t(`contact.source.${point.source}`),
            ].join(', '),
        },
        {
          header: t('contact.points.does'),
          cell: (point) => <PointActions caseId={caseId} point={point} awaitsCode={awaits(point)} />,
        },
      ]}
    />
  );
}

function Value({ point, revealed }: { point: ContactPointShown; revealed: Revealed | null }) {
  if (revealed?.id !== point.id) return <bdi>{point.hint}</bdi>;
  return point.kind === 'mobile' ? (
    <a href={`tel:${revealed.value}`}>
      <bdi>{revealed.value}</bdi>
    </a>
  ) : (
    <bdi>{revealed.value}</bdi>
  );
}

type PointActionsProps = { caseId: string; point: ContactPointShown; awaitsCode: boolean };

function PointActions({ caseId, point, awaitsCode }: PointActionsProps) {
  const { t } = useTranslation();
  const { id, kind, shared, watched, verified, doubt, bad, suppressed } = point;
  const confirm = kind === 'email' ? 'confirmEmail' : 'confirm';
  return (
    <form method="post" className="buttons">
      <input type="hidden" name="pointId" value={id} />
      <Act intent="reveal" label={t('contact.do.reveal')} />
      {kind !== 'address' && !awaitsCode && (!verified || doubt || bad) && (
        <Act intent="confirm" label={t(`contact.do.${confirm}`)} />
      )}
      <Act intent={shared ? 'unshare' : 'share'} label={t(`contact.do.${shared ? 'unshare' : 'share'}`)} />
      <Act intent={watched ? 'unwatch' : 'watch'} label={t(`contact.do.${watched ? 'unwatch' : 'watch'}`)} />
      <Act intent="end" label={t('contact.do.end')} />
      {suppressed && <a href={`/cases/${caseId}/contact/${id}/again`}>{t('contact.do.startAgain')}</a>}
    </form>
  );
}

function Act({ intent, label }: { intent: string; label: string }) {
  return (
    <button className="button" data-kind="quiet" type="submit" name="intent" value={intent}>
      {label}
    </button>
  );
}
