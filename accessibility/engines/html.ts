import { HtmlValidate } from 'html-validate';

/** Rules that are switched off, each with its reason. Whatever is not here stands. */
export const waivers: Record<string, string> = {
  'no-inline-style':
    'the parts of React Aria write style attributes, and the policy of the back office allows them',
  'no-trailing-whitespace': 'it is about the source of a page, which nobody writes by hand',
  'void-style': 'React writes <br/>, which browsers read as <br>',
  'doctype-style': 'React writes the doctype in its own case',
  'attr-quotes': 'React chooses the quotes',
  'attribute-boolean-style': 'React writes checked="", which is the same as checked',
  'attribute-empty-style': 'React writes an empty attribute as name=""',
  'long-title': 'titles are the discreet name and one neutral word; their length is not what keeps them safe',
  'require-sri': 'every file comes from the site itself',
};

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: Object.fromEntries(Object.keys(waivers).map((rule) => [rule, 'off'])),
});

/** What html-validate finds in a page as the server sent it, one line each. */
export async function htmlProblems(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map(
      ({ ruleId, message, line, selector }) => `${ruleId}: ${message} (line ${line}, ${selector ?? 'page'})`,
    ),
  );
}
