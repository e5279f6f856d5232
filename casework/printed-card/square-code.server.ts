import { encode } from 'uqr';

/** A square code as one SVG path over `size` by `size` modules, quiet edge included. */
export type SquareCode = { size: number; path: string };

/** The square code of an address. */
export function squareCodeOf(address: string): SquareCode {
  const { data, size } = encode(address, { ecc: 'M', border: 2 });
  const modules = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: modules.join('') };
}
