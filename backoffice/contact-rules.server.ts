import type { ContactRules } from '#casework/contact-preference/store.server.ts';
import { isAnyHour } from '#casework/safe-window/rules.ts';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { momentOf } from './moments.server.ts';

const { t } = backofficeWords;
const names = new Intl.DisplayNames('en-GB', { type: 'language' });

/** The contact rules of a person, ready for ContactRules: what makes contact unsafe first, the rest as terms. */
export type RulesInWords = {
  title: string;
  rules: { term: string; value: string }[];
  unsafe: string | undefined;
  showAll: string;
};

/** A language as staff say it: "Polish" for "pl", and what was typed where it is no code. */
export function languageName(spoken: string): string {
  return /^[a-z]{2,3}$/.test(spoken) ? (names.of(spoken) ?? spoken) : spoken;
}

/** Why a way is locked: the note beside the reason, or instead of one that says nothing. */
export function lockInWords({ reason, note }: ContactRules['locks'][number]): string {
  if (note === null) return t(`lock.why.${reason}`);
  const said = note.replace(/\.$/, '');
  return reason === 'other' ? said : t('lock.whyAndNote', { why: t(`lock.why.${reason}`), note: said });
}

function unsafeWords({
  hold,
  contact,
  locks,
  anyWatched,
  openNow,
  nextOpening,
}: ContactRules): string | undefined {
  const refused = contact.state === 'declined' || contact.state === 'withdrawn';
  const until = hold.held && hold.until ? momentOf(hold.until).text : '';
  const sentences = [
    hold.held && t(`rules.held.${hold.reason}`),
    until && t('rules.heldUntil', { until }),
    refused && t('rules.refused'),
    ...locks.map((lock) =>
      t('rules.locked', { channel: t(`channel.${lock.channel}`), why: lockInWords(lock) }),
    ),
    anyWatched && t('rules.watched'),
    !openNow && t('rules.notNow', { next: momentOf(nextOpening).text }),
  ].filter((sentence) => typeof sentence === 'string' && sentence !== '');
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}

// Where nothing is agreed yet there is no way at all; otherwise what was never agreed needs no reason beside it.
function waysWords({ channels }: ContactRules) {
  const usable = channels.filter((use) => use.usable).map(({ channel }) => t(`channel.${channel}`));
  const not = channels.flatMap((use) => {
    if (use.usable) return [];
    const channel = t(`channel.${use.channel}`);
    if (use.why !== 'not_agreed') return [t('rules.channelNot', { channel, why: t(`rules.why.${use.why}`) })];
    return usable.length > 0 ? [channel] : [];
  });
  return { by: usable.length > 0 ? usable.join(', ') : t('rules.noWay'), not: not.join(', ') };
}

function pointWords({ points }: ContactRules): string {
  const words = points.map(
    ({ kind, hint, verified, doubt, bad, shared, anothersToo, watched, suppressed }) => {
      const unverified = !verified && kind !== 'address';
      const doubted = { doubt_age: doubt === 'age', doubt_failures: doubt === 'failures' };
      const flags = { verified, unverified, ...doubted, bad, shared, anothersToo, watched, suppressed };
      const said = Object.entries(flags).flatMap(([flag, is]) =>
        is ? [t(`rules.flag.${flag}`, { defaultValue: flag })] : [],
      );
      return `${t(`point.${kind}`)} ${hint}${said.length > 0 ? ` (${said.join(', ')})` : ''}`;
    },
  );
  return words.length > 0 ? words.join('; ') : t('rules.noPoint');
}

function timesWords({ windows, openNow, closesAt }: ContactRules): string {
  const own = windows.map(
    ({ weekday, opens, closes }) => `${t(`weekday.${weekday}`, { defaultValue: '' })} ${opens}–${closes}`,
  );
  const said = own.length > 0 ? own.join(', ') : t('rules.usualHours');
  const times = isAnyHour(windows) ? t('rules.anyHour') : said;
  return openNow && closesAt ? t('rules.openUntil', { times, until: momentOf(closesAt).text }) : times;
}

function spokenWords({ preference }: ContactRules): string {
  const speaks = languageName(preference.languageSpoken);
  const written = languageName(preference.languageWritten);
  const spoken = preference.interpreter ? t('rules.withInterpreter', { speaks }) : speaks;
  return speaks === written ? spoken : t('rules.spokenAndWritten', { spoken, written });
}

/** Everything in force, in words. */
export function rulesInWords(rules: ContactRules): RulesInWords {
  const { by, not } = waysWords(rules);
  const { preference, adjustments, lastAnsweredAt } = rules;
  const adjusted = adjustments.map(({ kind, note }) => (note ? note : t(`adjustment.${kind}`)));
  const mayText = rules.channels.some(({ channel, usable }) => channel === 'text' && usable);
  const terms = [
    { term: t('rules.term.by'), value: by },
    { term: t('rules.term.not'), value: not },
    { term: t('rules.term.times'), value: timesWords(rules) },
    { term: t('rules.term.language'), value: spokenWords(rules) },
    { term: t('rules.term.voicemail'), value: t(`rules.voicemail.${preference.voicemail}`) },
    { term: t('rules.term.texts'), value: mayText ? t(`rules.textContent.${rules.textContent}`) : '' },
    { term: t('rules.term.points'), value: pointWords(rules) },
    { term: t('rules.term.adjustments'), value: adjusted.join('; ') },
    {
      term: t('rules.term.answered'),
      value: lastAnsweredAt ? momentOf(lastAnsweredAt).text : '',
    },
  ];
  return {
    title: t('rules.title'),
    unsafe: unsafeWords(rules),
    showAll: t('rules.showAll'),
    rules: terms.filter(({ value }) => value !== ''),
  };
}
