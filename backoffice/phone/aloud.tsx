import type { SaidAloud } from '#accessibility/desk/tap-answers.tsx';

type AloudProps = { said: { en: string; also: SaidAloud | undefined }; hint?: string | undefined };

/** Words to read out that the next fields write the answer to. */
export function Aloud({ said, hint }: AloudProps) {
  return (
    <div className="aloud">
      <p>{said.en}</p>
      {said.also && (
        <p className="taps-also" lang={said.also.code} dir={said.also.direction}>
          {said.also.text}
        </p>
      )}
      {hint && <p className="hint">{hint}</p>}
    </div>
  );
}
