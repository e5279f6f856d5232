import { Agent, request } from 'undici';
import { say, setting, timed, times } from './measure.ts';

// The least that hands a text over: the same form, posted by undici, and nothing else.
const dispatcher = new Agent();
const sid = setting('TWILIO_ACCOUNT_SID');
const count = Number(setting('COUNT'));
const url = `${setting('TWILIO_API_BASE')}/2010-04-01/Accounts/${sid}/Messages.json`;
const headers = {
  authorization: `Basic ${Buffer.from(`${sid}:${setting('TWILIO_AUTH_TOKEN')}`).toString('base64')}`,
  'content-type': 'application/x-www-form-urlencoded',
};
const one = async (turn: number) => {
  const body = new URLSearchParams({
    To: `+44770090${10_000 + (turn % 50_000)}`,
    From: setting('TWILIO_FROM'),
    Body: 'There is something new for you from Riverside. You can ring 01632 960001. To stop these texts reply STOP.',
    StatusCallback: `https://worker.example.org/twilio/status/${'a'.repeat(32)}`,
    ValidityPeriod: '14400',
  }).toString();
  const answer = await request(url, { dispatcher, method: 'POST', headers, body });
  if (answer.statusCode !== 201) throw new Error(`It answered ${answer.statusCode}`);
  await answer.body.json();
};
await times(500, 64, one);
const { ms, cpu } = await timed(() => times(count, 64, one));
say({ perSecond: (count / ms) * 1000, cpuEach: cpu / count });
