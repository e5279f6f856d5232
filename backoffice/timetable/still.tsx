import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { RefusedShown, StillShown } from './still.server.ts';

type Shown = NonNullable<StillShown>;

function Ring({ ring }: Pick<Shown, 'ring'>) {
  const { t } = useTranslation();
  return (
    <p>
      <strong>{ring ? t('timetable.still.ring', { whom: ring }) : t('timetable.still.ringNobody')}</strong>
    </p>
  );
}

function Stands({ since, ring }: NonNullable<Shown['stands']> & Pick<Shown, 'ring'>) {
  const { t } = useTranslation();
  return (
    <Notice
      tone="caution"
      level={2}
      title={since ? t('timetable.still.title', { at: since.text }) : t('timetable.still.titleNever')}
    >
      <p>{t('timetable.still.body')}</p>
      <Ring ring={ring} />
    </Notice>
  );
}

/** Says plainly of which channel something is refused, since when, and what becomes of what waits. */
export function Refused({ refused, ring }: { refused: RefusedShown; ring?: Shown['ring'] }) {
  const { t } = useTranslation();
  const { channel, since, waiting, late, tooLong } = refused;
  const title = t(`timetable.refused.${channel}.title`, { at: since.text });
  const waits = waiting > 0 && t(`timetable.refused.${channel}.waiting`, { count: waiting });
  if (!late && !tooLong)
    return (
      <p>
        {title} {waits}
      </p>
    );
  return (
    <Notice tone="caution" level={2} title={title}>
      <p>{waits || t(`timetable.refused.${channel}.noneWaits`)}</p>
      <p>{t('timetable.refused.body')}</p>
      {ring !== undefined && <Ring ring={ring} />}
    </Notice>
  );
}

/** Says plainly that messages may not be going out, or are refused; nothing at all when they go. */
export function Still({ still }: { still: StillShown }) {
  if (!still) return null;
  const { stands, refused, ring } = still;
  return (
    <>
      {stands && <Stands {...stands} ring={ring} />}
      {refused.map((one) => (
        <Refused key={one.channel} refused={one} ring={ring} />
      ))}
    </>
  );
}
