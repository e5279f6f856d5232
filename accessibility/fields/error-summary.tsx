import type { FieldError } from './field-error.ts';

type ErrorSummaryProps = { title: string; errors: readonly FieldError[] };

/** First thing on a page that was refused. Each line leads to its field, in the same words as beside it; one about the whole page is only said. */
export function ErrorSummary({ title, errors }: ErrorSummaryProps) {
  if (errors.length === 0) return null;
  return (
    <div className="error-summary" role="alert" tabIndex={-1} data-error-summary="">
      <h2>{title}</h2>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={field + message}>{field === '' ? message : <a href={`#${field}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
