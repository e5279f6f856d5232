import { describe, expect, test } from 'vitest';
import { postedFields } from './body.server.ts';

const posted = async (body: FormData | URLSearchParams | string, secret: string[] = []) => {
  const request = new Request('http://127.0.0.1/', { method: 'POST', body });
  return postedFields(request, new Uint8Array(await request.clone().arrayBuffer()), secret);
};
const inParts = (fields: [string, string | File][]) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};
const fields: [string, string][] = [
  ['words', 'One line.\r\n\r\n--and <b>another</b> میں'],
  ['empty', ''],
  ['several', 'one'],
  ['several', 'two'],
];

describe('what someone had typed when it could not be taken', () => {
  test('is given back as it was, sent either way', async () => {
    expect(await posted(new URLSearchParams(fields))).toEqual(fields);
    expect(await posted(inParts(fields))).toEqual(fields);
  });

  test('comes without what is secret, and without files', async () => {
    const withFile = inParts([
      ['word', 'otter'],
      ['file', new File(['x'], 'x.txt')],
      ['words', 'kept'],
    ]);
    expect(await posted(withFile, ['word'])).toEqual([['words', 'kept']]);
  });

  test('is nothing where no form was sent', async () => {
    expect(await posted('words=plain')).toEqual([]);
    expect(postedFields(new Request('http://127.0.0.1/'), null, [])).toEqual([]);
  });
});
