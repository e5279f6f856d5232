import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { faces } from './faces.server.ts';
import { layOut } from './lay-out.ts';
import { layOutLetters } from './lay-out-letters.ts';
import { lettersSchema } from './letters.ts';
import { paperSchema } from './paper.ts';

// A process of its own, without secrets, settings or leave to write: whatever words can do to a typesetter ends here.
const set = faces();
const given: unknown = JSON.parse((await buffer(process.stdin)).toString());
const forms = {
  paper: () => layOut(paperSchema.parse(given), set),
  letters: () => layOutLetters(lettersSchema.parse(given), set),
};
const form = process.argv[2] === 'letters' ? 'letters' : 'paper';
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontBlobs: set.map(({ bytes }) => bytes) }],
});
const mainFileContent = readFileSync(new URL(`./${form}.typ`, import.meta.url), 'utf8');
const compiled = compiler.compile({ mainFileContent, inputs: { paper: JSON.stringify(forms[form]()) } });
if (!compiled.result) throw new Error('The paper could not be laid out');
process.stdout.write(compiler.pdf(compiled.result, { pdfStandard: 'ua-1', pdfTags: true }));
