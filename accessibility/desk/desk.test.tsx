import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ErrorSummary } from '../fields/error-summary.tsx';
import { Empty } from '../paper/empty.tsx';
import { ContactRules } from './contact-rules.tsx';
import { DataTable } from './data-table.tsx';
import { DeskCheckboxes } from './desk-checkboxes.tsx';
import { DeskForm } from './desk-form.tsx';
import { DeskRadios } from './desk-radios.tsx';
import { DeskTextField } from './desk-text-field.tsx';
import { DueBadge, dueStates } from './due-badge.tsx';
import { PhonePreview } from './phone-preview.tsx';

const options = [
  { value: 'reached', label: 'Reached' },
  { value: 'not', label: 'Not reached' },
];

const form = (errors: { field: string; message: string }[]) =>
  renderToString(
    <DeskForm errors={errors}>
      <DeskTextField name="when" label="When" value="14.3" />
      <DeskRadios name="outcome" label="What happened" options={options} />
      <DeskCheckboxes name="said" label="Said" options={options} values={['not']} />
    </DeskForm>,
  );

describe('a form for staff, before any script has run', () => {
  const errors = ['when', 'outcome', 'said'].map((field) => ({ field, message: `Look at ${field}` }));

  it('shows what the server refused at the field, and keeps what was typed', () => {
    const html = form(errors);
    for (const { message } of errors) expect(html).toContain(`>${message}</span>`);
    expect(html).toContain('value="14.3"');
  });

  it('shows no error while there is none', () => {
    expect(form([])).not.toContain('error-message');
  });

  it('has a control wherever the summary leads', () => {
    const summary = renderToString(<ErrorSummary title="Three things" errors={errors} />);
    for (const [, target] of summary.matchAll(/href="#([^"]+)"/g)) {
      expect(form(errors)).toMatch(new RegExp(`<input[^>]* id="${target}"|<input id="${target}"`));
    }
  });

  it('posts to the server and chooses nothing beforehand', () => {
    expect(form([])).toMatch(/<form[^>]*method="post"/);
    expect(form([])).not.toMatch(/type="radio"[^>]*checked/);
    expect(form([]).match(/checked=""/g)).toHaveLength(1);
  });
});

describe('a table', () => {
  const table = (rows: string[]) =>
    renderToString(
      <DataTable
        caption="Due"
        rows={rows}
        rowKey={(row) => row}
        columns={[
          { header: 'Due', cell: () => 'Wednesday' },
          { header: 'Case', cell: (row) => row, heads: true },
        ]}
        empty={<Empty title="Nothing due today." next="Next: case 214 by Wednesday." />}
      />,
    );

  it('names its columns and its rows', () => {
    expect(table(['214'])).toContain('<th scope="col">Due</th>');
    expect(table(['214'])).toContain('<td>Wednesday</td><th scope="row">214</th>');
  });

  it('can be scrolled by keyboard', () => {
    expect(table(['214'])).toContain('aria-label="Due" tabindex="0"');
  });

  it('says what is next when it is empty', () => {
    expect(table([])).not.toContain('<table');
    expect(table([])).toContain('Next: case 214 by Wednesday.');
  });
});

it('how soon something is due is told by a word and by a shape of its own', () => {
  const badges = dueStates.map((state) =>
    renderToString(<DueBadge state={state} word={`in words: ${state}`} dateTime="2026-05-05" />),
  );
  badges.forEach((badge, index) => {
    expect(badge).toContain(`in words: ${dueStates[index]}`);
  });
  expect(new Set(badges.map((badge) => /<svg.*<\/svg>/.exec(badge)?.[0])).size).toBe(dueStates.length);
});

it('what makes contact unsafe is read before anything else about contact', () => {
  const rules = (
    <ContactRules
      title="Contact"
      showAll="Show all"
      rules={[
        { term: 'First', value: 'Phone' },
        { term: 'Texts', value: 'Nothing about the case' },
      ]}
      unsafe="Not before 10"
    />
  );
  const html = renderToString(rules);
  expect(html.indexOf('Phone')).toBeLessThan(html.indexOf('<details'));
  expect(html.indexOf('Show all')).toBeLessThan(html.indexOf('Nothing about the case'));
  expect(html.indexOf('Not before 10')).toBeLessThan(html.indexOf('Phone'));
});

it('a message in Arabic does not turn its sender round', () => {
  const html = renderToString(
    <PhonePreview
      label="Lock screen"
      sender="+44 1632"
      body="لديك جديد"
      language={{ code: 'ar', direction: 'rtl' }}
    />,
  );
  expect(html).toContain('<bdi>+44 1632</bdi>');
  expect(html).toContain('<p lang="ar" dir="rtl"><bdi>لديك جديد</bdi></p>');
});
