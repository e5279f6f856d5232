import { z } from 'zod';

/** What a manager does about all that a service sends: pause everything but codes, or only what goes to several, or let it go on. */
export const sendingForm = z.object({
  intent: z.enum(['all', 'several', 'resume'], { error: 'sending.intent.missing' }),
});
export type SendingIntent = z.infer<typeof sendingForm>['intent'];
