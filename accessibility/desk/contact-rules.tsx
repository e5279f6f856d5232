type ContactRulesProps = {
  title: string;
  rules: readonly { term: string; value: string }[];
  /** What makes contact unsafe, first and in caution. */
  unsafe?: string | undefined;
};

/** Stays in sight above the case: nobody rings before having read it. */
export function ContactRules({ title, rules, unsafe }: ContactRulesProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a telephone it scrolls by itself, and must be reachable for that
    <section className="contact-rules" aria-label={title} tabIndex={0}>
      {unsafe && <p className="contact-unsafe">{unsafe}</p>}
      <dl>
        {rules.map(({ term, value }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
