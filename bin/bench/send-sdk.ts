import twilio from 'twilio';
import { say, setting, timed, times } from './measure.ts';

// The loop most would write: Twilio's own client, for every person in turn, so many at once as we hand over.
const url = setting('TWILIO_API_BASE');
const count = Number(setting('COUNT'));

class There extends twilio.RequestClient {
  override request<Data>(options: Parameters<typeof twilio.RequestClient.prototype.request<Data>>[0]) {
    return super.request<Data>({ ...options, uri: options.uri.replace('https://api.twilio.com', url) });
  }
}

const client = twilio(setting('TWILIO_ACCOUNT_SID'), setting('TWILIO_AUTH_TOKEN'), {
  httpClient: new There(),
});
const one = (turn: number) =>
  client.messages.create({
    to: `+44770090${10_000 + (turn % 50_000)}`,
    from: setting('TWILIO_FROM'),
    body: 'There is something new for you from Riverside. You can ring 01632 960001. To stop these texts reply STOP.',
    statusCallback: `https://worker.example.org/twilio/status/${'a'.repeat(32)}`,
    validityPeriod: 14_400,
  });
await times(500, 64, one);
const { ms, cpu } = await timed(() => times(count, 64, one));
say({ perSecond: (count / ms) * 1000, cpuEach: cpu / count });
