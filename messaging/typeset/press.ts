import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { faces } from './faces.server.ts';
import { layOut } from './lay-out.ts';
import { paperSchema } from './paper.ts';

// A process of its own, without secrets, settings or leave to write: whatever words can do to a typesetter ends here.
const set = faces();
const paper = layOut(paperSchema.parse(JSON.parse((await buffer(process.stdin)).toString())), set);
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontBlobs: set.map(({ bytes }) => bytes) }],
});
const mainFileContent = readFileSync(new URL('./paper.typ', import.meta.url), 'utf8');
const compiled = compiler.compile({ mainFileContent, inputs: { paper: JSON.stringify(paper) } });
if (!compiled.result) throw new Error('The paper could not be laid out');
process.stdout.write(compiler.pdf(compiled.result, { pdfStandard: 'ua-1', pdfTags: true }));
