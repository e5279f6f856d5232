export const readerRoles = [
  'panel_member',
  'report_author',
  'decision_maker',
  'restorative_facilitator',
  'court',
  'other',
] as const;
export type ReaderRole = (typeof readerRoles)[number];

export const briefForms = ['print', 'pdf'] as const;
export type BriefForm = (typeof briefForms)[number];
