import type { Direction } from '../frame/language-list.tsx';
import { Notice } from './notice.tsx';

type MachineDraftNoticeProps = {
  title: string;
  /** That nobody has checked these words yet, and what to do if they seem wrong. */
  text: string;
  original: { label: string; language: string; direction: Direction; text: string };
};

/** Unchecked words never stand alone: the original is beside them, marked in its own language. */
export function MachineDraftNotice({ title, text, original }: MachineDraftNoticeProps) {
  return (
    <Notice tone="caution" title={title} level={2}>
      <p>{text}</p>
      <p>{original.label}</p>
      <blockquote className="original" lang={original.language} dir={original.direction}>
        {original.text}
      </blockquote>
    </Notice>
  );
}
