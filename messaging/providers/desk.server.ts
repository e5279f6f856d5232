import type { Provider } from './provider.ts';

/** Staff, who print letters, put them into envelopes and post them. Taken here means only: it lies with them. */
export const deskProvider: Provider = {
  name: 'paper',
  submit: async ({ messageId }) => ({ state: 'accepted', providerId: messageId }),
  close: async () => undefined,
};
