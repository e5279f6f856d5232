import { useTranslation } from 'react-i18next';
import { transactionAs } from '#db/transaction.server.ts';
import type { PageHandle } from '#web/page-handle.ts';
import { CasePage } from '../../case-page.tsx';
import { callPage } from '../../phone/call.server.ts';
import { VisitPack } from '../../phone/visit-pack.tsx';
import { meAtDesk } from '../../who.server.ts';
import type { Route } from './+types/visit-pack';

export const handle: PageHandle = { policy: 'casework', title: 'visit_pack' };

export async function loader({ params, context }: Route.LoaderArgs) {
  return transactionAs(meAtDesk(context), (tx) => callPage(tx, params.id));
}

export default function Pack({ loaderData }: Route.ComponentProps) {
  const { t } = useTranslation();
  const { shown } = loaderData;
  return (
    <CasePage shown={shown} title={`${t('phone.pack_title')} ${shown.reference}`}>
      <VisitPack page={loaderData} />
    </CasePage>
  );
}
