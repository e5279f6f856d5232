type CopyTextProps = { text: string; label: string; copied: string };

/** Shown by public/heard.js, for copying needs a script. It says aloud when it has copied. */
export function CopyText({ text, label, copied }: CopyTextProps) {
  return (
    <p className="buttons">
      <button className="button" type="button" data-kind="quiet" data-copy={text} data-copied={copied} hidden>
        {label}
      </button>
      <span role="status" />
    </p>
  );
}
