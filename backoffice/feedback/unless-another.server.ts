import { StatementRefusedError } from '#db/transaction.server.ts';

/** Whether something was done; false where the database says that somebody else has to do it. */
export function unlessAnother(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    (error: unknown) => {
      if (error instanceof StatementRefusedError && error.constraint === 'another_answers') return false;
      throw error;
    },
  );
}
