import type { Listed, Outgoing, Provider } from '../../messaging/providers/provider.ts';

export type TextsTaken = {
  /** What Twilio has, in the order it was taken. */
  texts: (Listed & { to: string })[];
  /** How it answers the next call: whether it takes the text, and whether we hear of it. */
  answer: 'taken' | 'taken_unsaid' | 'not_taken_unsaid';
  /** Whether it can be asked. */
  answers: boolean;
  say(raw: 'sent' | 'delivered'): void;
  providerFor: () => Provider;
};

/** A provider that can be asked what it took, at one moment. */
export function textsTaken(at: Date): TextsTaken {
  const taken: TextsTaken = {
    texts: [],
    answer: 'taken',
    answers: true,
    say: (raw) => {
      for (const text of taken.texts) Object.assign(text, { raw, state: raw });
    },
    providerFor: () => provider,
  };
  const submit = async ({ to }: Outgoing) => {
    if (taken.answer === 'not_taken_unsaid') return { state: 'unknown', code: 'ECONNRESET' } as const;
    const providerId = `SM${crypto.randomUUID().replaceAll('-', '')}`;
    taken.texts.push({ to, providerId, state: 'sent', raw: 'sent', code: null, at });
    if (taken.answer === 'taken_unsaid') return { state: 'unknown', code: 'ECONNRESET' } as const;
    return { state: 'accepted', providerId } as const;
  };
  const asked = {
    listedFor: async (to: string) => (taken.answers ? taken.texts.filter((one) => one.to === to) : null),
    sayOf: async (id: string) => taken.texts.find((one) => taken.answers && one.providerId === id) ?? null,
  };
  const provider: Provider = { name: 'twilio', submit, asked, close: async () => undefined };
  return taken;
}
