import type { Language } from '#locales/languages.ts';
import { render } from '#messaging/messages/render.server.ts';
import { everyTemplate, exampleFacts } from '#messaging/messages/templates.ts';

/** A number in the longest form a service is likely to give. */
export const phone: string = '+44 20 7946 0000';
export const service = {
  discreetName: 'Harbour Team',
  phone: '020 7946 0001',
  councilPhone: '020 7946 0999',
  site: 'harbour.example.org/card',
  textsFrom: '+44 7700 900001',
};

/** Everything Heard can say in one language, by every channel that says it. */
export function everyMessage(language: Language) {
  return everyTemplate.map(({ template, channel }) => {
    const facts = exampleFacts(template, phone);
    return { template, facts, channel, ...render({ channel, language, facts, service }) };
  });
}
