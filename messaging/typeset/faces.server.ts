import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { coverageOf } from './coverage.ts';

// In the order in which they are asked for a character; where two have it, the first that the template names sets it.
const files = [
  'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans/600SemiBold/NotoSans_600SemiBold.ttf',
  'amiri/400Regular/Amiri_400Regular.ttf',
  'noto-nastaliq-urdu/400Regular/NotoNastaliqUrdu_400Regular.ttf',
  'noto-sans-bengali/400Regular/NotoSansBengali_400Regular.ttf',
  'noto-sans-gujarati/400Regular/NotoSansGujarati_400Regular.ttf',
  'noto-sans-gurmukhi/400Regular/NotoSansGurmukhi_400Regular.ttf',
  'noto-sans-tamil/400Regular/NotoSansTamil_400Regular.ttf',
  'noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
];

const { resolve } = createRequire(import.meta.url);

/** The faces papers are set in, as read, and the characters each can show. */
export function faces(): { bytes: Buffer; shows: ReadonlySet<number> }[] {
  return files.map((file) => {
    const bytes = readFileSync(resolve(`@expo-google-fonts/${file}`));
    return { bytes, shows: coverageOf(bytes) };
  });
}
