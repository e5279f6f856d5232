import type { StaffActor } from '#db/transaction.server.ts';

/** Whose cases a list is of, from its address: my own unless it says otherwise, and everyone's for a manager. */
export function isMine(request: Request, me: StaffActor): boolean {
  const whose = new URL(request.url).searchParams.get('whose');
  return whose === 'mine' || (whose !== 'everyone' && me.role === 'staff');
}
