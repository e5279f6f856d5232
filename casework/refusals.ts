/** Someone else changed the same row since this form was filled in. Nothing was kept; show what stands now. */
export class ChangedMeanwhileError extends Error {
  override name = 'ChangedMeanwhileError';
}

/** There is no such thing, or it is not open to this actor: the two look the same on purpose. */
export class NotThereError extends Error {
  override name = 'NotThereError';
}

/** The person did not choose to hear of this topic, or of anything: nothing is written and nothing sent. */
export class NotChosenError extends Error {
  override name = 'NotChosenError';
}

/** A card with no word agreed, for someone no code may be sent to: nobody could ever open it. */
export class WordNeededError extends Error {
  override name = 'WordNeededError';
}
