import { vi } from 'vitest';
import { type Paper, papers } from '../../messaging/providers/paper.server.ts';

export type Letterbox = {
  /** Waits for a sheet to this number or address that nobody has taken out yet, and takes it out. */
  next(to: string): Promise<Paper>;
  /** The six digits of the next one. */
  nextCode(to: string): Promise<string>;
  /** Everything that was ever put in, oldest first. */
  everything(): Promise<Paper[]>;
};

/** The six digits in a message, if it brings any: the end of our own number is none. */
export const codeIn = (body: string): string | undefined => /(?<!\d )\b\d{6}\b/.exec(body)?.[0];

/** What arrives at somebody's phone and mailbox, read as they would: one after the other. */
export function letterbox(folder: string): Letterbox {
  const taken = new Set<string>();
  const everything = async () => (await papers(folder)).toReversed();
  const next = (to: string) =>
    vi.waitFor(
      async () => {
        const sheet = (await everything()).find((one) => one.to === to && !taken.has(one.file));
        if (!sheet) throw new Error('Nothing has come yet');
        taken.add(sheet.file);
        return sheet;
      },
      { timeout: 20_000, interval: 50 },
    );
  return {
    next,
    everything,
    nextCode: async (to) => {
      const code = codeIn((await next(to)).body);
      if (!code) throw new Error('It holds no code');
      return code;
    },
  };
}
