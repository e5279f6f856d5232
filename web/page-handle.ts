export const portalPolicies = ['static', 'public', 'anyone', 'signed_in'] as const;
export const deskPolicies = [
  'static',
  'anyone',
  'casework',
  'manager',
  'auditor',
  'oversight',
  'any_staff',
] as const;
export type PagePolicy = (typeof portalPolicies)[number] | (typeof deskPolicies)[number];

/**
 * What every route says of itself. `static` pages never touch the database; `public` ones are the same for everybody, so
 * nobody's session is looked at and they may be kept for minutes; `anyone` may be signed in or not.
 * `secret` names fields that are never given back. `form` is the id of the page's form, for the language list.
 */
export type PageHandle = {
  policy: PagePolicy;
  /** Which word of the closed list of neutral page names goes into the title. */
  title: string;
  bodyLimit?: number;
  secret?: readonly string[];
  form?: string;
  /** It asks for a choice or about safety: a service may refuse to ask in words that nobody has checked. */
  exact?: boolean;
  /** Others may post to it, who are no page of ours: what it does hangs on a word only its link has. */
  fromAnywhere?: boolean;
};
