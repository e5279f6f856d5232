import { useTranslation } from 'react-i18next';
import { DeskRadios } from '#accessibility/desk/desk-radios.tsx';
import type { PossiblySame } from '#casework/intake/store.server.ts';

/** Who it may be, told by name, case and what is the same; never by a number or an address. */
export function PossiblySameField({ matches }: { matches: PossiblySame[] }) {
  const { t } = useTranslation();
  const known = matches.map(({ victimId, name, cases, same }) => ({
    value: victimId,
    label: t('newCase.known', { name, cases: cases.map(({ reference }) => reference).join(', ') }),
    hint: t('newCase.same', { what: same.map((what) => t(`newCase.sameBy.${what}`)).join(', ') }),
  }));
  return (
    <DeskRadios
      name="person"
      label={t('newCase.isIt')}
      hint={t('newCase.isItHint')}
      options={[...known, { value: 'new', label: t('newCase.someoneNew') }]}
    />
  );
}
