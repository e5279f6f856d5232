import { sealerFrom } from '#db/sealing.server.ts';
import type { LetterHere, LetterOfRun, StopsLetter } from '#messaging/letters.server.ts';
import { formatReference } from './reference.ts';
import { windowLines } from './rules.ts';

/** Why a letter cannot go: what stops it, or that its address does not fit the window of an envelope. */
export type StopsPosting = StopsLetter | 'window';

/** A letter as staff see it in a list: to whom, about what kind of thing, and never its words. */
export type LetterShown = Pick<LetterHere, 'victimId' | 'kind' | 'language'> & {
  messageId: string;
  name: string;
  since: Date;
  brings: 'card' | null;
  stops: StopsPosting | null;
};
export type RunLetter = LetterShown &
  Pick<LetterOfRun, 'number' | 'outcome' | 'returnedOn' | 'printed'> & { reference: string };

/** To whom and where a letter goes, as it stands in the window; null where it does not fit. */
export function addressLines(serviceId: string, letter: LetterHere): string[] | null {
  const sealer = sealerFrom(serviceId, letter.victimId, letter.wrapped);
  const address = sealer.open(
    { table: 'contact_point', column: 'sealed_value', row: letter.contactPointId },
    letter.sealedAddress,
  );
  return windowLines(nameOf(serviceId, letter), address);
}

function nameOf(serviceId: string, { victimId, wrapped, sealedName }: LetterHere): string {
  const place = { table: 'victim', column: 'sealed_name', row: victimId };
  return sealerFrom(serviceId, victimId, wrapped).open(place, sealedName);
}

/** One letter of a list. */
export function letterShown(serviceId: string, letter: LetterHere): LetterShown {
  const { id, victimId, kind, language, since, stops } = letter;
  return {
    ...{ messageId: id, victimId, kind, language, name: nameOf(serviceId, letter) },
    since: new Date(since),
    brings: kind === 'invitation' ? 'card' : null,
    stops: stops ?? (addressLines(serviceId, letter) ? null : 'window'),
  };
}

/** One letter of a run; what has been settled has nothing in its way. */
export function runLetter(serviceId: string, letter: LetterOfRun): RunLetter {
  const { number, reference, outcome, returnedOn, printed } = letter;
  const one = letterShown(serviceId, letter);
  return {
    ...one,
    ...{ number, outcome, returnedOn, printed, reference: formatReference(reference) },
    stops: outcome === null ? one.stops : null,
  };
}
