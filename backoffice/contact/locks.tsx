import { useTranslation } from 'react-i18next';
import { DataTable } from '#accessibility/desk/data-table.tsx';
import { DeskButton } from '#accessibility/desk/desk-button.tsx';
import { DeskForm } from '#accessibility/desk/desk-form.tsx';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import { DeskTextField } from '#accessibility/desk/desk-text-field.tsx';
import type { FieldError } from '#accessibility/fields/field-error.ts';
import { Empty } from '#accessibility/paper/empty.tsx';
import type { FormValues } from '#web/form.server.ts';
import type { Moment } from '../moments.server.ts';
import { typedIn } from '../typed.ts';

const channels = ['text', 'email', 'phone', 'letter'] as const;
const reasons = ['watched', 'shared', 'asked', 'court_order', 'other'] as const;

export type LockShown = {
  lockId: string;
  channel: (typeof channels)[number];
  why: string;
  since: Moment;
};
type LocksProps = {
  name: string;
  locks: readonly LockShown[];
  manager: boolean;
  values: FormValues | undefined;
  errors: readonly FieldError[];
};

/** The ways that are locked for someone, which a manager can unlock, and the form that locks one. */
export function Locks({ name, locks, manager, values, errors }: LocksProps) {
  const { t } = useTranslation();
  return (
    <>
      <DataTable
        caption={t('contact.locks.caption', { name })}
        rows={locks}
        rowKey={({ lockId }) => lockId}
        empty={<Empty title={t('contact.locks.none')} next={t('contact.locks.noneNext')} />}
        columns={[
          { header: t('contact.locks.way'), cell: ({ channel }) => t(`channel.${channel}`), heads: true },
          { header: t('contact.locks.why'), cell: ({ why }) => <bdi>{why}</bdi> },
          {
            header: t('contact.locks.since'),
            cell: ({ since }) => <time dateTime={since.dateTime}>{since.text}</time>,
          },
          {
            header: t('contact.locks.does'),
            cell: ({ lockId }) => (manager ? <Unlock lockId={lockId} /> : t('contact.locks.onlyManager')),
          },
        ]}
      />
      <h2>{t('contact.locks.title', { name })}</h2>
      <DeskForm errors={errors}>
        <input type="hidden" name="intent" value="lock" />
        <DeskRadios
          name="channel"
          label={t('contact.locks.channel')}
          options={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
          value={typedIn(values, 'channel')}
        />
        <DeskRadios
          name="reason"
          label={t('contact.locks.reason')}
          hint={t('contact.locks.reasonHint')}
          options={reasons.map((value) => ({ value, label: t(`lock.why.${value}`) }))}
          value={typedIn(values, 'reason')}
        />
        <DeskTextField
          name="note"
          label={t('contact.locks.note')}
          hint={t('contact.locks.noteHint')}
          value={typedIn(values, 'note')}
          rows={3}
        />
        <DeskButton kind="primary">{t('contact.locks.button')}</DeskButton>
      </DeskForm>
    </>
  );
}

function Unlock({ lockId }: { lockId: string }) {
  const { t } = useTranslation();
  return (
    <form method="post">
      <input type="hidden" name="lockId" value={lockId} />
      <button className="button" data-kind="quiet" type="submit" name="intent" value="unlock">
        {t('contact.locks.unlock')}
      </button>
    </form>
  );
}
