type Rule = { term: string; value: string };
type ContactRulesProps = {
  title: string;
  rules: readonly Rule[];
  /** What makes contact unsafe, first and in caution. */
  unsafe?: string | undefined;
  /** What opens the rules after the first, where there is no room for all of them. */
  showAll: string;
};

const Rules = ({ of }: { of: readonly Rule[] }) => (
  <dl>
    {of.map(({ term, value }) => (
      <div key={term}>
        <dt>{term}</dt>
        <dd>
          <bdi>{value}</bdi>
        </dd>
      </div>
    ))}
  </dl>
);

/** Stays in sight above the case: nobody rings before having read it. On a telephone all but what leads is folded. */
export function ContactRules({ title, rules, unsafe, showAll }: ContactRulesProps) {
  const [first, ...others] = rules;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a telephone it may scroll by itself, and must be reachable for that
    <section className="contact-rules" aria-label={title} tabIndex={0}>
      {unsafe && <p className="contact-unsafe">{unsafe}</p>}
      {first && <Rules of={[first]} />}
      {others.length > 0 && (
        <details>
          <summary>{showAll}</summary>
          <Rules of={others} />
        </details>
      )}
    </section>
  );
}
