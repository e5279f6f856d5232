import { paperProvider } from '../../messaging/providers/paper.server.ts';

// A process of its own that writes `count` texts to a folder, to be run beside another.
const [folder, name, count] = process.argv.slice(2);
if (!folder || !name) throw new Error('Say where, and under what name');
const provider = paperProvider(folder);
for (let index = 0; index < Number(count); index += 1) {
  const outcome = await provider.submit({
    messageId: `${name}-${index}`,
    attempt: 1,
    channel: 'text',
    to: '+447700900123',
    language: 'en',
    subject: null,
    text: 'There is something new for you.',
    html: null,
    callbackUrl: null,
    validForSeconds: null,
  });
  if (outcome.state !== 'accepted') throw new Error(`Not written: ${outcome.state}`);
}
