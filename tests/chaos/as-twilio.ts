import { account } from '../support/worker-process.ts';
import type { Text } from './stand-in.ts';

const spoken = (at: number) => new Date(at).toUTCString().replace('GMT', '+0000');

/** A text as Twilio says it: to the second, and without its words. */
export function asTwilioSays({ sid, to, from, at, status }: Text) {
  const uri = `/2010-04-01/Accounts/${account.sid}/Messages/${sid}.json`;
  return {
    ...{ sid, to, from, status, uri, account_sid: account.sid, api_version: '2010-04-01', body: '...' },
    ...{ date_created: spoken(at), date_updated: spoken(at), date_sent: null, direction: 'outbound-api' },
    error_code: status === 'undelivered' ? 30003 : null,
    ...{ error_message: null, messaging_service_sid: null },
    ...{ num_media: '0', num_segments: '1', price: null, price_unit: 'USD' },
    subresource_uris: { media: uri.replace('.json', '/Media.json') },
  };
}

/** The newest hundred of these, newest first, as a page of Twilio's list. */
export function asTwilioLists(path: string, texts: readonly Text[]) {
  const uri = `https://api.twilio.com${path}?PageSize=100&Page=0`;
  const page = { page: 0, page_size: 100, start: 0, end: 0, next_page_uri: null, previous_page_uri: null };
  return { messages: texts.toReversed().slice(0, 100).map(asTwilioSays), uri, first_page_uri: uri, ...page };
}
