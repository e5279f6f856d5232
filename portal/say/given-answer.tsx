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

/** `due`: by when the next answer is; `anybody`: whether there is somebody who may give it. */
type GivenAnswerProps = { reply: OwnReply; due: Date; anybody: boolean };

/** One answer, in the language it was written in, with how sure its words are, and what the person said of it. */
export function GivenAnswer({ reply, due, anybody }: GivenAnswerProps) {
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
          <p>
            {reply.verdict === 'does_not_answer' && !anybody
              ? t('say.one.said.nobodyLeft')
              : t(`say.one.said.${reply.verdict}`, { day: dayInWords(language, due) })}
          </p>
        </Notice>
      )}
    </section>
  );
}
