/** A page of somebody's words; `about` names the case where they have several, by its reference. */
export const wordsPath = (page: string, about: string | null): string =>
  `/words${page && `/${page}`}${about ? `?about=${encodeURIComponent(about)}` : ''}`;
