import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { PhonePreview } from '#accessibility/desk/phone-preview.tsx';
import { Buttons } from '#accessibility/fields/button.tsx';
import { Notice } from '#accessibility/paper/notice.tsx';
import type { FormValues } from '#web/form.server.ts';
import { HiddenValues } from '../hidden-values.tsx';
import { typedIn } from '../typed.ts';
import type { AfterUpdate, UpdatePage } from './write.server.ts';

type Check = NonNullable<AfterUpdate['check']>;
type CheckUpdateProps = { page: UpdatePage; values: FormValues; check: Check };

/** The last look: the update itself, what every channel will say, what a locked phone shows, and who gets nothing. */
export function CheckUpdate({ page, values, check }: CheckUpdateProps) {
  const { t } = useTranslation();
  const { shown } = page;
  return (
    <>
      <h2>{t('update.checkTitle', { name: shown.callMe })}</h2>
      {check.notChosen && <NotChosen check={check} values={values} name={shown.callMe} />}
      {!check.notChosen && check.waits && (
        <Notice tone="caution" title={t(`update.waits.${check.waits}`)} level={3}>
          <p>{t(`update.waitsBody.${check.waits}`)}</p>
        </Notice>
      )}
      <section>
        <h3>{t('update.page')}</h3>
        <article className="update-words" lang={check.language} dir={check.direction}>
          <p>{typedIn(values, 'happened')}</p>
          <p>{typedIn(values, 'next')}</p>
        </article>
        {check.nextBy && <p>{t('update.promise', { date: check.nextBy })}</p>}
      </section>
      {!check.notChosen && <Channels check={check} />}
      <DeskForm id="send" errors={[]}>
        <HiddenValues values={values} but={['intent', 'key', 'seen', 'writtenIn']} />
        <input type="hidden" name="writtenIn" value={check.language} />
        <input type="hidden" name="key" value={String(values.key ?? page.key)} />
        <input type="hidden" name="seen" value={check.seen} />
        <Buttons>
          {!check.notChosen && (
            <DeskButton kind="primary" name="intent" value="send">
              {t(check.waits ? 'update.wait' : 'update.send')}
            </DeskButton>
          )}
          <DeskButton kind="quiet" name="intent" value="words">
            {t('update.back')}
          </DeskButton>
        </Buttons>
      </DeskForm>
    </>
  );
}

function NotChosen({ check, values, name }: { check: Check; values: FormValues; name: string }) {
  const { t } = useTranslation();
  const why = check.notChosen ?? 'topic';
  const topic = t(`update.topics.${typedIn(values, 'topic')}`, { defaultValue: '' });
  return (
    <Notice tone="caution" title={t(`update.notChosen.${why}`)} level={3}>
      <p>{t(`update.notChosenBody.${why}`, { name, topic })}</p>
    </Notice>
  );
}

const leavesInWords = (t: TFunction, { leaves }: Check) =>
  leaves ? t('update.leavesAt', { moment: leaves }) : t('update.leavesNever');

function Channels({ check }: { check: Check }) {
  const { t } = useTranslation();
  return (
    <>
      {check.said.length > 0 && <p>{check.leavesNow ? t('update.leavesNow') : leavesInWords(t, check)}</p>}
      <div className="previews">
        {check.said.map((one) => (
          <OneChannel key={one.channel} one={one} check={check} />
        ))}
      </div>
      <h3>{t('update.not')}</h3>
      {check.notSaid.length === 0 ? (
        <p>{t('update.allGet')}</p>
      ) : (
        <ul className="reasons">
          {check.notSaid.map(({ channel, why }) => (
            <li key={channel}>
              {t('update.notLine', { channel: t(`update.channel.${channel}`), why: t(`update.why.${why}`) })}
            </li>
          ))}
        </ul>
      )}
      {check.said.length === 0 && !check.waits && <p>{t('update.noneGo')}</p>}
    </>
  );
}

type OneChannelProps = { one: Check['said'][number]; check: Pick<Check, 'language' | 'direction'> };

/** What one way says, and what of it a locked phone shows. */
export function OneChannel({ one, check }: OneChannelProps) {
  const { t } = useTranslation();
  const { channel, hint, subject, text, segments, lockScreen, from } = one;
  const language = { code: check.language, direction: check.direction };
  return (
    <section>
      <h3>{t('update.to', { channel: t(`update.channel.${channel}`), hint })}</h3>
      {channel !== 'letter' && (
        <PhonePreview
          label={t(channel === 'text' ? 'update.phone' : 'update.email')}
          sender={from}
          body={lockScreen.full}
          language={language}
        />
      )}
      <p>
        <strong>{t(channel === 'letter' ? 'update.letter' : 'update.full')}</strong>
      </p>
      <div className="update-words" lang={language.code} dir={language.direction}>
        {subject && (
          <p>
            <strong>{subject}</strong>
          </p>
        )}
        {text.split('\n\n').map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      {segments && <Parts {...segments} />}
    </section>
  );
}

function Parts({ segments, length, encoding }: NonNullable<Check['said'][number]['segments']>) {
  const { t } = useTranslation();
  const most = encoding === 'GSM-7' ? 160 : 70;
  return <p className="hint">{t('update.segments', { count: segments, length, most, encoding })}</p>;
}
