import { type RouterContextProvider, redirect } from 'react-router';
import { sessionIn } from './who.server.ts';

/**
 * Whoever came in by an e-mail alone reads, but changes no way of being reached: someone who reads another's post must
 * not be able to move it. They are told so, and that we can do it together on the phone.
 */
export function mayChangeContact(context: Readonly<RouterContextProvider>): void {
  if (sessionIn(context).scope === 'email') throw redirect('/contact/locked', 303);
}
