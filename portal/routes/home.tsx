import { useTranslation } from 'react-i18next';
import { PromiseLine } from '#accessibility/paper/promise-line.tsx';
import { casesOfVictim, type OwnCase } from '#casework/case/store.server.ts';
import { mayBeAsked, needsFreshYes } from '#casework/choice/rules.ts';
import { type ChoiceNow, choicesOf } from '#casework/choice/store.server.ts';
import { contactPointsOf } from '#casework/contact-point/store.server.ts';
import { holdOf } from '#casework/hold/store.server.ts';
import { pagesToGoOnWith } from '#casework/kept-answer/waiting.server.ts';
import { toldOf } from '#casework/public-line/told.server.ts';
import { updatesOf } from '#casework/update/store.server.ts';
import { victimOf } from '#casework/victim/store.server.ts';
import { localDate } from '#casework/working-day/rules.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { apart } from '../apart.ts';
import { pathOf } from '../choice-words.ts';
import { dateTimeOf, dayInWords, timeInWords } from '../dates.ts';
import { isSilent, type NextNews, nextNews } from '../next-news.ts';
import { numbered } from '../numbered-updates.ts';
import { sayAtHome } from '../say/at-home.server.ts';
import { HomeSay } from '../say/home-say.tsx';
import { useShell } from '../shell.ts';
import { meIn } from '../who.server.ts';
import { HomeWords } from '../words/home-words.tsx';
import { wordsAtHome } from '../words/writing.server.ts';
import { HomeTold } from '../you-said/home-told.tsx';
import type { Route } from './+types/home';

export const handle: PageHandle = { policy: 'signed_in', title: 'home' };

const askedHere = ['updates', 'restorative', 'views'] as const;

/** What may be asked now: nothing that was refused without more, nothing that is asked only when its time comes. */
function toAsk(choices: readonly ChoiceNow[], cases: readonly OwnCase[], now: Date) {
  const contact = choices.find(({ purpose, channel }) => purpose === 'contact' && channel === '');
  const stage = cases[0]?.stage ?? 'first_contact';
  const open = choices.filter((one) => one.open && !needsFreshYes(one.purpose, one.topic));
  return askedHere.filter((purpose) =>
    open.some((one) => one.purpose === purpose && contact && mayBeAsked(one, contact, { now, stage })),
  );
}

export async function loader({ context }: Route.LoaderArgs) {
  const me = meIn(context);
  return transactionAs(me, async (tx) => {
    const choices = await choicesOf(tx, me.victimId);
    const cases = await casesOfVictim(tx);
    const current = cases.find(({ closed }) => !closed) ?? cases[0] ?? null;
    const silent = isSilent(choices);
    const ways = choices.filter(({ channel }) => channel !== '');
    return {
      callMe: (await victimOf(tx, me.victimId))?.callMe ?? '',
      current,
      unread: numbered(await updatesOf(tx, me.victimId)).filter(({ firstReadAt }) => firstReadAt === null),
      questions: toAsk(choices, cases, new Date()),
      doubted: (await contactPointsOf(tx, me.victimId)).filter(({ doubt, watched }) => doubt && !watched),
      noWay: ways.every(({ state }) => state === 'unanswered'),
      silent,
      next: nextNews({
        silent,
        held: (await holdOf(tx, me.victimId)).held,
        unread: false,
        by: current?.nextUpdateBy ?? null,
        today: localDate(new Date()),
      }),
      goOn: await pagesToGoOnWith(tx, me.victimId),
      words: await wordsAtHome(tx, current, choices),
      told: (await toldOf(tx)).some(({ readAt }) => readAt === null),
      say: await sayAtHome(tx),
    };
  });
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { callMe, current, unread, questions, doubted, noWay, silent, next, goOn, words, told, say } =
    loaderData;
  return (
    <>
      <h1>{t('home.hello', { name: apart(callMe) })}</h1>
      {goOn.length > 0 && (
        <section>
          <h2>{t('home.goOn.title')}</h2>
          <ul className="choices">
            {goOn.map(({ path, keptAt }) => (
              <li key={path}>
                <a href={path}>{t('home.goOn.one', { time: timeInWords(language, keptAt) })}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h2>{t('home.new.title')}</h2>
        {unread.length > 0 ? (
          <ul className="choices">
            {unread.map(({ number, topic, publishedAt }) => (
              <li key={number}>
                <a href={`/updates/${number}`}>{t(`news.topic.${topic}`)}</a>
                {publishedAt && <p className="hint">{dayInWords(language, publishedAt)}</p>}
              </li>
            ))}
          </ul>
        ) : (
          <NothingNew current={current} next={next} />
        )}
        <p>
          <a href="/updates">{t('home.new.all')}</a>
        </p>
      </section>
      {(questions.length > 0 || noWay || doubted.length > 0) && !silent && (
        <section>
          <h2>{t('home.ask.title')}</h2>
          <p>{t('home.ask.lead')}</p>
          <ul className="choices">
            {doubted.map(({ id, hint }) => (
              <li key={id}>
                <a href="/contact/number">{t('home.ask.stillYours', { hint: apart(hint) })}</a>
                <p className="hint">{t('home.ask.stillYoursHint')}</p>
              </li>
            ))}
            {noWay && (
              <li>
                <a href="/contact/channels">{t('reach.channels.question')}</a>
              </li>
            )}
            {questions.map((purpose) => (
              <li key={purpose}>
                <a href={pathOf(purpose)}>{t(`purposes.${purpose}.ask`)}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {told && <HomeTold />}
      <HomeSay {...say} />
      {words && current && <HomeWords words={words} worker={current.worker} />}
      {current && <Worker name={current.worker} reference={current.reference} />}
      <section>
        <h2>{t('home.change.title')}</h2>
        <ul className="choices">
          {(['choices', 'contact', 'mine', 'say', 'unsafe', 'sign-out'] as const).map((page) => (
            <li key={page}>
              <a href={`/${page}`}>{t(`home.change.${page}`)}</a>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

type NothingNewProps = { current: OwnCase | null; next: NextNews };

function NothingNew({ current, next }: NothingNewProps) {
  const { t } = useTranslation();
  const { language } = useShell();
  const by = current?.nextUpdateBy;
  if (!current || !by) return <p>{t(next)}</p>;
  const day = dayInWords(language, by);
  return (
    <>
      <p>{t(next, { day, name: apart(current.worker) })}</p>
      {next === 'home.new.by' && (
        <PromiseLine
          who={current.worker}
          what={t('home.new.writes')}
          by={{ text: day, dateTime: dateTimeOf(by) }}
        />
      )}
    </>
  );
}

function Worker({ name, reference }: { name: string; reference: string }) {
  const { t } = useTranslation();
  const { service } = useShell();
  return (
    <section>
      <h2>{t('home.worker.title')}</h2>
      <p>{t('home.worker.who', { name: apart(name) })}</p>
      {service && (
        <p>
          {t('home.worker.when', {
            name: apart(name),
            phone: apart(service.phone),
            opens: apart(service.opens.slice(0, 5)),
            closes: apart(service.closes.slice(0, 5)),
          })}
        </p>
      )}
      <p className="hint">{t('home.worker.reference', { reference: apart(reference) })}</p>
    </section>
  );
}
