import { inWords } from './in-words.ts';

type Command = { run(words: string[]): Promise<number> };

/** Runs one of the commands beside this file and gives its exit code; an error becomes a sentence and 1. */
export async function runCommand(command: string, words: string[]): Promise<number> {
  try {
    const { run }: Command = await import(`./${command}.ts`);
    return await run(words);
  } catch (error) {
    process.stderr.write(`${inWords(error)}\n`);
    return 1;
  }
}
