type TimelineEntry = {
  key: string;
  at: { text: string; dateTime: string };
  who: string;
  what: string;
  detail?: string | undefined;
};

export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol className="timeline" aria-label={label}>
      {entries.map(({ key, at, who, what, detail }) => (
        <li key={key}>
          <time dateTime={at.dateTime}>{at.text}</time>
          <p>
            <strong>
              <bdi>{who}</bdi>
            </strong>{' '}
            {what}
          </p>
          {detail && <p className="hint">{detail}</p>}
        </li>
      ))}
    </ol>
  );
}
