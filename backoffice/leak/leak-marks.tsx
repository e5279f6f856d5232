import { useTranslation } from 'react-i18next';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { Leaks } from '#casework/leak/rules.ts';

type LeakMarksProps = {
  words: string;
  leaks: Leaks;
  language?: string | undefined;
  direction?: 'ltr' | 'rtl' | 'auto' | undefined;
};
type Part = { at: number; text: string; kind: Leaks['blocked'][number]['kind'] | null; blocked: boolean };

function partsOf(words: string, { blocked, warned }: Leaks): Part[] {
  const marks = [
    ...blocked.map((mark) => ({ ...mark, blocked: true })),
    ...warned.map((mark) => ({ ...mark, blocked: false })),
  ].sort((a, b) => a.from - b.from);
  let at = 0;
  const parts: Part[] = [];
  for (const { from, to, kind, blocked: stops } of marks) {
    parts.push({ at, text: words.slice(at, from), kind: null, blocked: false });
    parts.push({ at: from, text: words.slice(from, to), kind, blocked: stops });
    at = to;
  }
  return [...parts, { at, text: words.slice(at), kind: null, blocked: false }];
}

/** Words with what names somebody marked where it stands, and said in words beside it for whoever does not see marks. */
export function LeakMarks({ words, leaks, language, direction = 'auto' }: LeakMarksProps) {
  const { t } = useTranslation();
  const { blocked, warned } = leaks;
  const title = blocked.length > 0 ? 'leak.blocked' : 'leak.warned';
  return (
    <Notice tone="caution" level={2} title={t(title, { count: blocked.length || warned.length })}>
      <p className="update-words" lang={language} dir={direction}>
        {partsOf(words, leaks).map(({ at, text, kind, blocked: stops }) =>
          kind ? (
            <mark key={at} data-stops={stops ? '' : undefined}>
              {text}
              <span> ({t(`leak.kind.${kind}`)})</span>
            </mark>
          ) : (
            <span key={at}>{text}</span>
          ),
        )}
      </p>
    </Notice>
  );
}
