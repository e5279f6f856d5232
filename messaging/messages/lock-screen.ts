const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

export type LockScreen = { watch: string; banner: string; full: string };

/**
 * What a locked device may show of a message before anyone opens it: the first 40 (a watch), 80 (a banner)
 * and 160 (the longest preview) characters. An e-mail shows its subject first; a letter shows nothing.
 */
export function lockScreenOf(
  message: { subject: string | null; text: string },
  channel: 'text' | 'email' | 'letter',
): LockScreen {
  const shown = {
    text: message.text,
    email: [message.subject, message.text].filter(Boolean).join('\n'),
    letter: '',
  }[channel];
  return { watch: firstOf(shown, 40), banner: firstOf(shown, 80), full: firstOf(shown, 160) };
}

/** The first so many characters as a reader counts them: a letter with its marks is never cut in two. */
export function firstOf(text: string, count: number): string {
  let seen = 0;
  for (const { index } of graphemes.segment(text)) {
    if (seen === count) return text.slice(0, index);
    seen += 1;
  }
  return text;
}
