const isolates = /(\u2066[^\u2069]*\u2069)/;

/**
 * A sentence with names in it that stay English (an office, an act, words to look for). The words mark them by isolates,
 * U+2066 to U+2069; here they are read in an English voice and in their own order.
 */
export function EnglishWithin({ sentence }: { sentence: string }) {
  return sentence.split(isolates).map((part) =>
    isolates.test(part) && /\p{L}{2}/u.test(part) ? (
      <bdi key={part} lang="en">
        {part.slice(1, -1)}
      </bdi>
    ) : (
      part
    ),
  );
}
