type FieldNotesProps = { field: string; hint: string | undefined; error: string | undefined };

/** The hint and the error of one field, under the ids that `describedBy` names. */
export function FieldNotes({ field, hint, error }: FieldNotesProps) {
  return (
    <>
      {hint && (
        <p className="hint" id={`${field}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p className="error-message" id={`${field}-error`}>
          {error}
        </p>
      )}
    </>
  );
}
