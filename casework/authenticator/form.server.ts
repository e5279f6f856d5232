import { z } from 'zod';
import { locator, word } from '../invitation/form.server.ts';
import { code } from '../sign-in-code/form.server.ts';

/** The first code of a new authenticator, to show that it works. */
export const confirmAuthenticatorForm = z.object({ code });

/** Coming back with an authenticator: whose card, the word that goes with it, and the code. */
export const authenticatorForm = z.object({ locator, word, code });
