import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { OwnReply } from '#casework/reply/own.server.ts';
import { directionOf, type Language, languages } from '#locales/languages.ts';
import { apart } from '../apart.ts';
import { dayInWords } from '../dates.ts';
import { useShell } from '../shell.ts';

/** Words in their paragraphs, exactly as they were written. */
export function Paragraphs({ of }: { of: string }) {
  return of.split(/\n{2,}/).map((words) => <p key={words}>{words}</p>);
}

const known = (code: string): Language => languages.find((one) => one === code) ?? 'en';

/** One answer, in the language it was written in, with how sure its words are, and what the person said of it. */
export function GivenAnswer({ reply, due }: { reply: OwnReply; due: Date }) {
  const { t } = useTranslation();
  const { language } = useShell();
  const written = known(reply.language);
  return (
    <section>
      <h2>{t('say.one.from', { name: apart(reply.writer) })}</h2>
      <p className="hint">{dayInWords(language, reply.sentAt)}</p>
      <blockquote lang={written} dir={directionOf(written)}>
        <Paragraphs of={reply.words} />
      </blockquote>
      {written !== 'en' && reply.reviewState !== 'own_words' && (
        <p className="hint">{t(`say.one.${reply.reviewState}`)}</p>
      )}
      {reply.english && (
        <details>
          <summary>{t('say.one.english')}</summary>
          <blockquote lang="en" dir="ltr">
            <Paragraphs of={reply.english} />
          </blockquote>
        </details>
      )}
      {reply.verdict && (
        <Notice tone="told" level={3} title={t('say.one.question')}>
          <p>{t(`say.one.said.${reply.verdict}`, { day: dayInWords(language, due) })}</p>
        </Notice>
      )}
    </section>
  );
}
