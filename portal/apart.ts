/** A number, date or address kept in its own order among words that run the other way. */
export const apart = (text: string): string => `\u2068${text}\u2069`;
