/** Leaves at once. A form of its own, so that it works without a script and takes no answers along. */
export function ExitButton({ label }: { label: string }) {
  return (
    <form className="exit" method="post" action="/exit" data-exit="">
      <button type="submit">{label}</button>
    </form>
  );
}
