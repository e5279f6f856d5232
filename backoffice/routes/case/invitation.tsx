import { useTranslation } from 'react-i18next';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { InvitationForm } from '../../card/invitation-form.tsx';
import { invitationHere } from '../../card/invitation-here.server.ts';
import { CasePage } from '../../case-page.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/invitation';

export const handle: PageHandle = { policy: 'casework', title: 'invitation' };

export async function loader({ params, context }: Route.LoaderArgs) {
  const here = await transactionAs(meAtDesk(context), (tx) => invitationHere(tx, params.id));
  return { key: crypto.randomUUID(), ...here };
}

export default function Invitation({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { key, shown, noLetters, hasCard, codeTo, posting } = loaderData;
  return (
    <CasePage shown={shown} title={t('invitation.title')}>
      <InvitationForm
        caseId={shown.caseId}
        stamp={key}
        noLetters={noLetters}
        hasCard={hasCard}
        codeTo={codeTo}
        posting={posting}
        how=""
        errors={[]}
      />
    </CasePage>
  );
}
