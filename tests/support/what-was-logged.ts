import { rows } from './audit-of.ts';
import type { House } from './house.ts';

export type LoggedAttempt = {
  channel: string;
  outcome: string;
  direction: string;
  late: boolean;
  by: string;
};

/** The contact attempts of a case, the first written down first; `late` is one written down an hour after it or more. */
export const attemptsIn = ({ database }: House, caseId: string) =>
  rows(
    database,
    (sql) => sql<LoggedAttempt[]>`
      select channel, outcome, direction, recorded_at - at > interval '1 hour' as late, staff_id as by
      from contact_attempt where case_id = ${caseId} order by recorded_at`,
  );

/** Each way in which the person of a case was asked, and by which member of staff. */
export const askedIn = ({ database }: House, caseId: string) =>
  rows(
    database,
    (sql) => sql<{ how: string; asked_by: string; format: string }[]>`
      select distinct how, asked_by, format from choice
      where victim_id = (select victim_id from victim_case where id = ${caseId})`,
  );
