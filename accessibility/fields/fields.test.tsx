import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Checkboxes } from './checkboxes.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { OrderedChoices } from './ordered-choices.tsx';
import { Radios } from './radios.tsx';
import { TextArea } from './text-area.tsx';
import { TextField } from './text-field.tsx';
import { TimeField } from './time-field.tsx';

const options = [
  { value: 'end', label: 'Tell me how it ends', hint: 'One message' },
  { value: 'nothing', label: 'Nothing for now' },
];
const channels = [
  { value: 'text', label: 'Text', hint: 'Harmless words only' },
  { value: 'letter', label: 'Letter' },
];
const ranks = [
  { value: 'first', label: 'First' },
  { value: 'never', label: 'Not at all', answer: 'no' },
] as const;

const fields = (errors: { field: string; message: string }[]) => ({
  text: <TextField name="mobile" label="Mobile" hint="Eleven digits" errors={errors} kind="tel" />,
  area: <TextArea name="mobile" label="Words" hint="As many as you like" errors={errors} />,
  time: <TimeField name="mobile" label="From" hint="When it is safe" errors={errors} unset="Choose" />,
  radios: (
    <Radios name="mobile" legend="How much?" level={1} hint="You decide" errors={errors} options={options} />
  ),
  checkboxes: (
    <Checkboxes
      name="mobile"
      legend="Which?"
      level={2}
      hint="Any"
      errors={errors}
      options={options}
      values={[]}
    />
  ),
  ordered: (
    <OrderedChoices
      name="mobile"
      legend="Which first?"
      level={2}
      hint="Left alone is not used"
      errors={errors}
      choices={channels}
      ranks={ranks}
      values={{}}
      unset="Choose"
    />
  ),
});

const render = (element: ReactElement) => renderToStaticMarkup(element);
const idsOf = (html: string) => [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
const kinds = ['text', 'area', 'time', 'radios', 'checkboxes', 'ordered'] as const;

describe.each(kinds)('a refused %s field', (kind) => {
  const errors = [{ field: 'mobile', message: 'Write eleven digits' }];
  const html = render(fields(errors)[kind]);

  it('is where the summary leads', () => {
    const target = /href="#([^"]+)"/.exec(render(<ErrorSummary title="One thing" errors={errors} />))?.[1];
    expect(idsOf(html)).toContain(target);
  });

  it('is heard with its hint and its error', () => {
    const described = /aria-describedby="([^"]+)"/.exec(html)?.[1]?.split(' ') ?? [];
    expect(described).toEqual(['mobile-hint', 'mobile-error']);
    expect(html).toContain('id="mobile-error">Write eleven digits<');
  });

  it('has no id twice, and every label and description has its target', () => {
    const ids = idsOf(html);
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...html.matchAll(/ (?:for|aria-describedby|aria-labelledby)="([^"]+)"/g)];
    expect(ids).toEqual(expect.arrayContaining(named.flatMap(([, list = '']) => list.split(' '))));
  });

  it('says nothing of errors while there are none', () => {
    const untouched = render(fields([])[kind]);
    expect(untouched).not.toMatch(/error|invalid/);
    expect(untouched).toContain('aria-describedby="mobile-hint"');
  });
});

describe('a question', () => {
  it('has no answer chosen beforehand', () => {
    expect(Object.values(fields([])).map(render).join('')).not.toMatch(/checked|selected=""(?! value="")/);
  });

  it('keeps the answer that was given', () => {
    const html = render(
      <Radios name="much" legend="How much?" level={1} errors={[]} options={options} value="nothing" />,
    );
    expect(html.match(/checked=""/g)).toHaveLength(1);
    expect(html).toMatch(/id="much-nothing"[^>]*checked=""/);
  });

  it('is asked in the heading of its group', () => {
    expect(render(fields([]).radios)).toContain('<fieldset class="question"');
    expect(render(fields([]).radios)).toContain('<legend class="legend"><h1>How much?</h1></legend>');
  });

  it('marks the answer that means no, so that the line can follow it', () => {
    expect(render(fields([]).ordered)).toContain('<option value="never" data-answer="no">');
  });
});

describe('a person writing', () => {
  it('keeps a time that lies between half-hours', () => {
    const html = render(<TimeField name="from" label="From" errors={[]} unset="Choose" value="09:10" />);
    expect(html).toContain('<option value="09:10" selected="">09:10</option>');
    expect(html.indexOf('09:00')).toBeLessThan(html.indexOf('09:10'));
  });

  it('keeps words as they were typed, markup and all', () => {
    expect(render(<TextArea name="story" label="Words" errors={[]} value="a < b & c" />)).toContain(
      'a &lt; b &amp; c',
    );
  });

  it('finds numbers running left to right and words in their own direction', () => {
    expect(render(<TextField name="a" label="A" errors={[]} kind="tel" />)).toContain('dir="ltr"');
    expect(render(<TextField name="a" label="A" errors={[]} />)).toContain('dir="auto"');
  });

  it('shows a secret to nobody behind them', () => {
    expect(render(<TextField name="a" label="A" errors={[]} secret />)).toContain('type="password"');
    expect(render(<TextField name="a" label="A" errors={[]} />)).toContain('type="text"');
  });
});

describe('the summary', () => {
  it('is announced, can take focus and repeats each message in the same words', () => {
    const html = render(<ErrorSummary title="One thing" errors={[{ field: 'a', message: 'Write it' }]} />);
    expect(html).toContain('role="alert" tabindex="-1"');
    expect(html).toContain('<a href="#a">Write it</a>');
  });

  it('says what is wrong with the whole page without leading anywhere', () => {
    const html = render(
      <ErrorSummary title="One thing" errors={[{ field: '', message: 'Send it again' }]} />,
    );
    expect(html).toContain('<li>Send it again</li>');
    expect(html).not.toContain('href');
  });

  it('is not there while nothing is wrong', () => {
    expect(render(<ErrorSummary title="One thing" errors={[]} />)).toBe('');
  });
});
