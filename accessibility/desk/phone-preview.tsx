import type { Direction } from '../frame/language-list.tsx';

type PhonePreviewProps = {
  label: string;
  sender: string;
  body: string;
  language: { code: string; direction: Direction };
  /** What kind of a phone it is drawn as. */
  shape?: 'small' | 'wide' | 'tall';
};

/** What anybody may read on a locked phone lying on a table. */
export function PhonePreview({ label, sender, body, language, shape = 'tall' }: PhonePreviewProps) {
  return (
    <figure className="phone" data-shape={shape}>
      <figcaption>{label}</figcaption>
      <div className="phone-screen">
        <p className="phone-sender">
          <bdi>{sender}</bdi>
        </p>
        <p lang={language.code} dir={language.direction}>
          <bdi>{body}</bdi>
        </p>
      </div>
    </figure>
  );
}
