import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const tokens = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');

function coloursOf(block: string): Record<string, string> {
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): #([0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]),
  );
}

const [light = '', dark = ''] =
  tokens.split('@media print')[0]?.split('@media (prefers-color-scheme: dark)') ?? [];
const schemes = { light: coloursOf(light), dark: coloursOf(dark) };

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4]
    .map((start) => Number.parseInt(hex.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(colours: Record<string, string>, front: string, back: string): number {
  const [lighter = 0, darker = 0] = [front, back]
    .map((name) => luminance(colours[name] ?? 'missing'))
    .sort((one, other) => other - one);
  return (lighter + 0.05) / (darker + 0.05);
}

const words = [
  ['ink', 'ground'],
  ['ink', 'sheet'],
  ['ink', 'lichen'],
  ['ink', 'caution-ground'],
  ['soft', 'ground'],
  ['soft', 'sheet'],
  ['soft', 'lichen'],
  ['damson', 'ground'],
  ['damson', 'sheet'],
  ['damson', 'lichen'],
  ['on-damson', 'damson'],
  ['caution', 'sheet'],
  ['caution', 'ground'],
  ['caution', 'caution-ground'],
] as const;

const edges = [
  ['edge', 'ground'],
  ['edge', 'sheet'],
  ['edge', 'lichen'],
  ['caution', 'caution-ground'],
  ['damson', 'caution-ground'],
] as const;

describe.each(['light', 'dark'] as const)('in %s', (scheme) => {
  const colours = schemes[scheme];

  it.each(words)('words in %s are easily read on %s', (front, back) => {
    expect(contrast(colours, front, back)).toBeGreaterThanOrEqual(7);
  });

  it.each(edges)('an edge in %s is seen on %s', (front, back) => {
    expect(contrast(colours, front, back)).toBeGreaterThanOrEqual(3);
  });
});

it('the colours are the ones that were agreed', () => {
  expect(schemes.light).toMatchObject({ ground: 'f4f3ee', ink: '221f2b', damson: '4a2c5e', edge: '7b7683' });
  expect(schemes.dark).toMatchObject({ ground: '17151c', ink: 'f1eee7', damson: 'd6bde8', edge: '8f8a99' });
});
