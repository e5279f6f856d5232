import { useShell } from '../shell.ts';
import { languageOfWords } from './language-of-words.ts';

/** Words as they were written: letters and line ends, read in their own voice and order, and nothing in them acts. */
export function Said({ words }: { words: string }) {
  const { language } = useShell();
  return (
    <div className="said" dir="auto" lang={languageOfWords(words, language)}>
      {words}
    </div>
  );
}
