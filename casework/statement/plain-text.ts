// Built from numbers: written out, the characters that are taken out could not be seen here.
const span = (from: number, to = from) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`;
const oneOf = (...spans: string[]) => new RegExp(`[${spans.join('')}]`, 'gu');

const lineBreaks = /\r\n?|[\u0085\u2028\u2029]/gu;
const controls = oneOf(span(0x00, 0x08), span(0x0b, 0x1f), span(0x7f, 0x9f));
const directions = oneOf(span(0x202a, 0x202e), span(0x2066, 0x2069), span(0x200e, 0x200f), span(0x061c));
const widthless = oneOf(span(0x200b), span(0x2060, 0x2064), span(0xfeff), span(0xfff9, 0xfffb));

// A non-joiner or joiner is part of the spelling after a letter of a script that joins, as in Persian or Sinhala,
// and a joiner between two pictures makes one of them. Anywhere else either is only something that cannot be seen.
const joining = ['Arabic', 'Syriac', 'Mongolian', 'Nko', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu',
  'Kannada', 'Malayalam', 'Sinhala', 'Myanmar', 'Khmer', 'Tibetan', 'Balinese', 'Javanese', 'Meetei_Mayek']; // biome-ignore format: a list of scripts
const letter = `[${joining.map((script) => `\\p{Script=${script}}`).join('')}]`;
const afterLetter = String.raw`[\u200c\u200d](?<=${letter}\p{M}*.)`;
const picture = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}]`;
const betweenPictures = String.raw`\u200d(?<=${picture}\ufe0f?.)(?=${picture})`;
const joiners = new RegExp(`(${afterLetter}|${betweenPictures})|[\\u200c\\u200d]`, 'gu');

// The flags of England, Scotland and Wales are spelled in letters that cannot be seen; on their own these say nothing.
const tags = /(\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f})|[\u{e0000}-\u{e007f}]/gu;

/**
 * Somebody's words as they are read, without what cannot be seen: controls, directions and widthless characters go, line
 * ends become one kind, letters and their marks are composed. Whatever is read stays as it was written.
 */
export function harmlessText(words: string): string {
  return words
    .toWellFormed()
    .replace(lineBreaks, '\n')
    .replace(controls, '')
    .replace(directions, '')
    .replace(widthless, '')
    .replace(tags, '$1')
    .replace(joiners, '$1')
    .normalize('NFC');
}
