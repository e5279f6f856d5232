import { caseOf, type OpenCase } from '#casework/case/store.server.ts';
import { type ContactRules, contactRulesOf } from '#casework/contact-preference/store.server.ts';
import type { StaffActor, Tx } from '#db/transaction.server.ts';
import { type RulesInWords, rulesInWords } from './contact-rules.server.ts';
import { idFrom, orNotThere } from './not-there.server.ts';

/** What every page about a case carries at its head. */
export type CaseShown = {
  caseId: string;
  reference: string;
  name: string;
  callMe: string;
  rules: RulesInWords;
};
export type CaseHere = { it: OpenCase; rules: ContactRules; shown: CaseShown };

/** The case a path names, with its contact rules; the answer for what is not there where it is not theirs. */
export async function caseHere(tx: Tx<StaffActor>, param: string | undefined): Promise<CaseHere> {
  const it = orNotThere(await caseOf(tx, idFrom(param)));
  const rules = await contactRulesOf(tx, it.victimId);
  const { caseId, reference, person } = it;
  const { name, callMe } = person;
  return { it, rules, shown: { caseId, reference, name, callMe, rules: rulesInWords(rules) } };
}
