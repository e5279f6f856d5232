import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ExitButton } from './exit-button.tsx';
import { Frame } from './frame.tsx';
import { Help } from './help.tsx';
import { LanguageList } from './language-list.tsx';

const languages = [
  { code: 'en', endonym: 'English', direction: 'ltr' },
  { code: 'ur', endonym: 'اردو', direction: 'rtl' },
] as const;

const help = (
  <Help
    title="A person to ask"
    who="Sam"
    phone={{ text: '01632 960 114', number: '+441632960114' }}
    hours="Monday to Friday"
    links={[{ href: '/help', text: 'Help' }]}
  />
);

it('a keyboard reaches the skip link first and the way out second', () => {
  const html = renderToStaticMarkup(
    <Frame
      skipLabel="Skip"
      name="Northgate"
      homeHref="/"
      exit={<ExitButton label="Leave" />}
      languages={<LanguageList label="Language" languages={languages} current="en" back="/" />}
      help={help}
    >
      <p>Words</p>
    </Frame>,
  );
  const stops = [...html.matchAll(/<(?:a|button)[^>]*>([^<]*)</g)].map(([, words]) => words);
  expect(stops.slice(0, 3)).toEqual(['Skip', 'Leave', 'Northgate']);
  expect(html).toContain('href="#main"');
  expect(html).toContain('<main class="sheet" id="main"');
});

/** The attributes of each such element, whatever order they are written in. */
function elements(html: string, tag: string): Record<string, string>[] {
  return [...html.matchAll(new RegExp(`<${tag}\\b([^>]*)>`, 'g'))].map(([, attributes = '']) =>
    Object.fromEntries(
      [...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
    ),
  );
}

it('leaving is a post that takes no answers along', () => {
  const html = renderToStaticMarkup(<ExitButton label="Leave" />);
  expect(elements(html, 'form')).toMatchObject([{ method: 'post', action: '/exit' }]);
  expect(html).not.toContain('<input');
});

it('changing the language posts the form one is in the middle of', () => {
  const html = renderToStaticMarkup(
    <LanguageList label="Language" languages={languages} current="en" back="/choices" formId="answers" />,
  );
  expect(html).not.toContain('<form');
  expect(elements(html, 'button').slice(1)).toMatchObject([
    { form: 'answers', name: 'language', value: 'en', lang: 'en', dir: 'ltr', 'aria-current': 'true' },
    { form: 'answers', name: 'language', value: 'ur', lang: 'ur', dir: 'rtl' },
  ]);
});

it('pressing Enter in a field sends the answers and never changes the language', () => {
  const html = renderToStaticMarkup(
    <LanguageList label="Language" languages={languages} current="en" back="/choices" formId="answers" />,
  );
  const [first] = elements(html, 'button');
  expect(first).toMatchObject({ type: 'submit', form: 'answers', tabindex: '-1', 'aria-hidden': 'true' });
  expect(first).not.toHaveProperty('name');
});

it('changing the language on a page without a form comes back to the same page', () => {
  const html = renderToStaticMarkup(
    <LanguageList label="Language" languages={languages} current="ur" back="/choices" />,
  );
  expect(elements(html, 'form')).toMatchObject([{ method: 'post', action: '/language' }]);
  expect(elements(html, 'input')).toMatchObject([{ type: 'hidden', name: 'back', value: '/choices' }]);
  const current = elements(html, 'button').filter((button) => 'aria-current' in button);
  expect(current.map((button) => button.value)).toEqual(['ur']);
});

it('the number to ring can be rung, and is never turned round', () => {
  expect(renderToStaticMarkup(help)).toContain('<a href="tel:+441632960114" dir="ltr">01632 960 114</a>');
});
