type IdleWords = {
  /** Said two minutes before the session ends. */
  warning: string;
  stay: string;
  /** Said when the page has been emptied. */
  ended: string;
  resume: string;
};

/** Attributes for the body of a signed-in page; public/heard.js watches the time only where it finds them. */
export function idleWords({ warning, stay, ended, resume }: IdleWords) {
  return {
    'data-idle-warning': warning,
    'data-idle-stay': stay,
    'data-idle-ended': ended,
    'data-idle-resume': resume,
  };
}
