/** Nothing here, and what comes next: an empty place still owes an answer. */
export function Empty({ title, next }: { title: string; next: string }) {
  return (
    <p className="empty">
      <strong>{title}</strong> {next}
    </p>
  );
}
