import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import { LeakMarks } from '../leak/leak-marks.tsx';
import type { FeedbackShown } from './one.server.ts';

type ReplyShown = FeedbackShown['replies'][number];

/** Every answer there is: sent, held back, or this member of staff's own that is not sent yet. */
export function Answers({ it }: { it: FeedbackShown }) {
  const { t } = useTranslation();
  return it.replies.map((reply) => (
    <section key={reply.replyId} id={reply.state === 'draft' ? 'draft' : undefined}>
      <h2>{t(`feedback.reply.${reply.state}`, { name: reply.writer })}</h2>
      <p className="hint">
        <time dateTime={reply.written.dateTime}>{reply.written.text}</time>.{' '}
        {reply.state === 'sent' && (
          <>
            {reply.read ? t('feedback.reply.read', { when: reply.read.text }) : t('feedback.reply.unread')}{' '}
            {reply.verdict && t(`feedback.reply.verdict.${reply.verdict}`)}
          </>
        )}
      </p>
      <blockquote lang={reply.language.code} dir={reply.language.direction}>
        <p>{reply.words}</p>
      </blockquote>
      {reply.english && (
        <blockquote lang="en" dir="ltr">
          <p>{reply.english}</p>
        </blockquote>
      )}
      {reply.language.code !== 'en' && <p className="hint">{t(`feedback.review.${reply.reviewState}`)}</p>}
      {reply.state === 'sent' ? <Told reply={reply} it={it} /> : <Sending reply={reply} it={it} />}
    </section>
  ));
}

/** What became of the message that says there is an answer. What cannot be counted on is told on the phone instead. */
function Told({ reply: { notices, read }, it }: { reply: ReplyShown; it: FeedbackShown }) {
  const { t } = useTranslation();
  if (notices.length === 0)
    return it.notice && !it.notice.may ? (
      <NoticeLine notice={it.notice} />
    ) : (
      <p>{t('feedback.told.nothing')}</p>
    );
  return (
    <>
      <ul className="plain">
        {notices.map(({ id, channel, state, held, leaves, why, code }) => (
          <li key={id}>
            <a href={`/messages/${id}`}>{t(`channel.${channel}`)}</a>:{' '}
            {held ? t(`message.held.${held}`) : `${t(`message.state.${state}`)}.`}{' '}
            {held && leaves && t('feedback.told.leaves', { when: leaves })}{' '}
            {why && t(`message.why.${why}`, { code })}
          </li>
        ))}
      </ul>
      {notices[0]?.ring && !read && it.caseId && (
        <p>
          {t('feedback.told.ring')} <a href={`/cases/${it.caseId}/phone`}>{t('case.do.phone')}</a>
        </p>
      )}
    </>
  );
}

function Sending({ reply, it }: { reply: ReplyShown; it: FeedbackShown }) {
  const { t } = useTranslation();
  if (reply.held?.clearance === 'held')
    return (
      <p>
        {t('feedback.reply.waits')}{' '}
        {reply.held.leakId && <a href={`/leaks/${reply.held.leakId}`}>{t('feedback.reply.heldWords')}</a>}
      </p>
    );
  if (!it.mayBeAnswered) return <p>{t('feedback.reply.tooLate')}</p>;
  return (
    <>
      {reply.found && <LeakMarks words={reply.found.whole} leaks={reply.found.leaks} />}
      {it.notice && <NoticeLine notice={it.notice} />}
      <DeskForm errors={[]}>
        <input type="hidden" name="replyId" value={reply.replyId} />
        <DeskButton kind="primary" name="intent" value="send">
          {t(reply.found ? 'feedback.reply.hold' : 'feedback.reply.send')}
        </DeskButton>
      </DeskForm>
    </>
  );
}

/** How they hear that there is an answer, or why not, with the telephone where it may be rung. */
export function NoticeLine({ notice }: { notice: NonNullable<FeedbackShown['notice']> }) {
  const { t } = useTranslation();
  if (notice.may) return <p>{t(`feedback.notice.${notice.channel}`)}</p>;
  return (
    <Notice tone="caution" level={3} title={t(`feedback.notice.${notice.why}`)}>
      <p>
        {t('feedback.notice.page')} {notice.ring && t('feedback.notice.ring')}
      </p>
    </Notice>
  );
}
