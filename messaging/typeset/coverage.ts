type Segment = { from: number; to: number };

function tableAt(font: DataView, name: string): number {
  for (let at = 12; at < 12 + font.getUint16(4) * 16; at += 16) {
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => font.getUint8(at + byte)));
    if (tag === name) return font.getUint32(at + 8);
  }
  throw new Error(`This face has no ${name} table`);
}

// Format 4 gives the characters of the basic plane in runs; a character may still stand for "nothing" within one.
function basicPlane(font: DataView, at: number): number[] {
  const bytes = font.getUint16(at + 6);
  const shown: number[] = [];
  for (let segment = 0; segment < bytes; segment += 2) {
    const to = font.getUint16(at + 14 + segment);
    const from = font.getUint16(at + 16 + bytes + segment);
    const delta = font.getUint16(at + 16 + 2 * bytes + segment);
    const rangeAt = at + 16 + 3 * bytes + segment;
    const range = font.getUint16(rangeAt);
    for (let code = from; code <= to && code < 0xffff; code += 1) {
      const raw = range === 0 ? code : font.getUint16(rangeAt + range + 2 * (code - from));
      if (raw !== 0 && (raw + delta) % 0x10000 !== 0) shown.push(code);
    }
  }
  return shown;
}

function everyPlane(font: DataView, at: number): Segment[] {
  const groups = Array.from({ length: font.getUint32(at + 12) }, (_, group) => at + 16 + group * 12);
  return groups.map((group) => ({ from: font.getUint32(group), to: font.getUint32(group + 4) }));
}

/** The code points a TrueType face has a shape for, from its character map. */
export function coverageOf(bytes: Buffer): ReadonlySet<number> {
  const font = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const map = tableAt(font, 'cmap');
  const shown = new Set<number>();
  for (let at = map + 4; at < map + 4 + font.getUint16(map + 2) * 8; at += 8) {
    const subtable = map + font.getUint32(at + 4);
    const format = font.getUint16(subtable);
    if (format === 4) for (const code of basicPlane(font, subtable)) shown.add(code);
    if (format !== 12) continue;
    for (const { from, to } of everyPlane(font, subtable))
      for (let code = from; code <= to; code += 1) shown.add(code);
  }
  return shown;
}
