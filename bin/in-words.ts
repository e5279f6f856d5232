const unreachable = 'The database cannot be reached: check that it runs and that DATABASE_URL is right.';
const refused = 'The database refused the name or password in one of the DATABASE_URL variables.';

const sentences: Record<string, string> = {
  ENOSPC: 'There is no space left on the disk: make room and start again.',
  EROFS: 'The disk Heard works on is read-only.',
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  ETIMEDOUT: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  CONNECT_TIMEOUT: unreachable,
  CONNECTION_CLOSED: unreachable,
  CONNECTION_ENDED: unreachable,
  '57P03': unreachable,
  '28P01': refused,
  '28000': refused,
  '3D000': 'The database named in DATABASE_URL does not exist.',
  '42501': 'The owner in DATABASE_URL may not prepare the database: it must own it, and may create roles.',
  '53300': 'The database has no connection left for Heard.',
};

/**
 * What to tell a person about an error that stops a command. An Error of our own already is a sentence; Drizzle's
 * message holds the parameters of its query, so only its cause speaks.
 */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message.startsWith('Failed query') && error.cause) return inWords(error.cause);
  if (error.name === 'DatabaseUnavailableError') return unreachable;
  const code = 'code' in error ? String(error.code) : null;
  if (code === null && error.constructor === Error) return error.message;
  if ((code === 'EACCES' || code === 'EPERM') && 'path' in error)
    return `This user may not use ${error.path}: give it to them, or start Heard as its owner.`;
  return (code && sentences[code]) || `Heard stopped because of a fault of its own. ${error.stack}`;
}
