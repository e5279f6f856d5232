export type Step = {
  text: string;
  state: 'done' | 'current' | 'todo';
  /** The state in words: "done", "now", "to do". */
  word: string;
};

export function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map(({ text, state, word }) => (
        <li key={text} data-step={state} aria-current={state === 'current' ? 'step' : undefined}>
          {text} <span className="hint">{word}</span>
        </li>
      ))}
    </ol>
  );
}
