type PromiseLineProps = {
  who: string;
  what: string;
  by: { text: string; dateTime: string };
};

/** Who does what by when. All three, or it is no promise. */
export function PromiseLine({ who, what, by }: PromiseLineProps) {
  return (
    <p className="promise">
      <span>
        <span className="promise-who">{who}</span> {what}
      </span>{' '}
      <time dateTime={by.dateTime}>{by.text}</time>
    </p>
  );
}
