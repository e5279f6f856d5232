import { useTranslation } from 'react-i18next';
import { BackLink } from '#accessibility/frame/back-link.tsx';
import { ChoiceList, ChoiceRow } from '#accessibility/paper/choice-row.tsx';
import { casesOfVictim } from '#casework/case/store.server.ts';
import { type ChoiceNow, choicesOf } from '#casework/choice/store.server.ts';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { lineOf, pathOf, purposePages, questionOf } from '../../choice-words.ts';
import { byCase, type ChoicesOfCase } from '../../choices-by-case.ts';
import { dayInWords } from '../../dates.ts';
import { EnglishBeside } from '../../english-beside.tsx';
import { useShell } from '../../shell.ts';
import { meIn } from '../../who.server.ts';
import type { Route } from './+types/overview';

export const handle: PageHandle = { policy: 'signed_in', title: 'choices', exact: true };

export async function loader({ context }: Route.LoaderArgs) {
  const me = meIn(context);
  const { choices, cases } = await transactionAs(me, async (tx) => ({
    choices: await choicesOf(tx, me.victimId),
    cases: await casesOfVictim(tx),
  }));
  const purposes = purposePages.map((purpose) => {
    const asked = choices.filter((one) => one.purpose === purpose && one.channel === '');
    return { purpose, groups: byCase(asked, cases) };
  });
  return { purposes };
}

export default function Choices({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { purposes } = loaderData;
  const all = purposes.flatMap(({ groups }) => groups.flatMap(({ choices }) => choices));
  return (
    <>
      <BackLink href="/home" label={t('frame.back')} />
      <h1>{t('choices.title')}</h1>
      <p className="lead">{t('choices.lead')}</p>
      {purposes.map(({ purpose, groups }) => (
        <section key={purpose}>
          <h2>{t(`purposes.${purpose}.title`)}</h2>
          <p>{t(`purposes.${purpose}.lead`)}</p>
          {groups.length === 0 && <p className="hint">{t(`choices.none`)}</p>}
          {groups.map((group) => (
            <Group key={group.reference} group={group} />
          ))}
        </section>
      ))}
      <EnglishBeside say={(english) => all.map((choice) => questionOf(english, choice).question)} />
      <section>
        <h2>{t('choices.more.title')}</h2>
        <ul className="choices">
          <li>
            <a href="/contact">{t('choices.more.contact')}</a>
          </li>
          <li>
            <a href="/choices/history">{t('choices.more.history')}</a>
          </li>
          <li>
            <a href="/choices/stop">{t('choices.more.stop')}</a>
          </li>
        </ul>
      </section>
    </>
  );
}

function Group({ group: { reference, choices } }: { group: ChoicesOfCase }) {
  const { t } = useTranslation();
  return (
    <>
      {reference && <h3>{t('choices.aboutCase', { reference })}</h3>}
      <ChoiceList>
        {choices.map((choice) => (
          <Row key={choice.id} choice={choice} />
        ))}
      </ChoiceList>
    </>
  );
}

function Row({ choice }: { choice: ChoiceNow }) {
  const { t } = useTranslation();
  const { language } = useShell();
  const { state, afterNo, changedAt } = choice;
  const since = changedAt ? [t('choices.since', { day: dayInWords(language, changedAt) })] : [];
  const again = afterNo ? [t(`choices.afterNo.${afterNo}`)] : [];
  return (
    <ChoiceRow
      question={questionOf(t, choice).question}
      line={lineOf[state]}
      word={t(`choices.state.${state}`)}
      detail={[...since, ...again].join(' ')}
      change={{ href: `${pathOf(choice.purpose)}#${choice.id}`, text: t('choices.change') }}
    />
  );
}
