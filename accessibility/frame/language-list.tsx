export type Direction = 'ltr' | 'rtl';

export type LanguageOption = { code: string; endonym: string; direction: Direction };

type LanguageListProps = {
  label: string;
  languages: readonly LanguageOption[];
  current: string;
  /** The path to come back to. */
  back: string;
  /** The page's own form: it is posted with `language` set, so that half-given answers come along. */
  formId?: string | undefined;
};

/** Every language by its own name. Changing it stays on the page and loses no answer. */
export function LanguageList({ label, languages, current, back, formId }: LanguageListProps) {
  const buttons = (
    <ul>
      {languages.map(({ code, endonym, direction }) => (
        <li key={code}>
          <button
            type="submit"
            name="language"
            value={code}
            lang={code}
            dir={direction}
            form={formId}
            formNoValidate
            aria-current={code === current ? 'true' : undefined}
          >
            {endonym}
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <nav className="languages" aria-label={label}>
      {formId ? (
        <>
          {/* Enter in a text field presses the form's first button in the page: that must not be a language. */}
          <button className="heard-only" type="submit" form={formId} tabIndex={-1} aria-hidden="true" />
          {buttons}
        </>
      ) : (
        <form method="post" action="/language">
          <input type="hidden" name="back" value={back} />
          {buttons}
        </form>
      )}
    </nav>
  );
}
