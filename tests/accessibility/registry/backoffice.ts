import { reachPages } from './reach.ts';
import { answered, missing, type Registry, refused, seen, tooLong } from './state.ts';

const nobodysCase = '/cases/00000000-0000-4000-8000-000000000000';
const here = '/cases/{caseId}';

const unusedKey = '6f1d3c52-8f0e-4d7b-9a41-2b7c9e5d0a13';

const toReadBack = {
  ...{ key: unusedKey, how: 'phone', capacity: 'self', writtenIn: 'ur', saidIn: 'en', intent: 'check' },
  ...{ words: 'میں رات کو سو نہیں سکتا۔', panel: 'agreed', child: 'declined' },
};

/** Every page of the back office with the staff it is looked at by, and what they had sent. */
export const backofficePages: Registry = {
  '/': [
    seen('worker'),
    seen('worker', 'everyone’s', '/?whose=everyone'),
    seen('newColleague', 'nothing yet'),
  ],
  '/sign-in': [
    seen('nobody'),
    refused('nobody'),
    refused('nobody', { email: 'a@b.example', password: 'x', code: '123456' }),
  ],
  '/sign-out': { noPage: 'it ends the session and sends back' },
  '/cases': [seen('worker'), seen('manager'), seen('newColleague', 'nothing yet')],
  '/search': [
    seen('worker', 'before a search'),
    seen('worker', 'with somebody found', '/search?words=Quillfeather'),
    seen('worker', 'with nobody found', '/search?words=Zebedee'),
  ],
  '/cases/new': [
    seen('worker'),
    refused('worker'),
    refused('worker', { name: 'Sam Quillfeather', mobile: '1' }),
  ],
  '/cases/:id': [
    seen('worker', 'with everything', here),
    seen('manager', 'with nothing yet', '/cases/{otherCaseId}'),
    missing('worker', nobodysCase),
    missing('newColleague', here, 'of another service'),
    missing('auditor', here, 'not theirs'),
  ],
  '/cases/:id/attempts/new': [
    seen('worker', 'as it is', `${here}/attempts/new`),
    refused('worker', { note: 'x' }, `${here}/attempts/new`),
  ],
  '/cases/:id/invitation': [
    seen('worker', 'with one before', `${here}/invitation`),
    seen('worker', 'with none', '/cases/{otherCaseId}/invitation'),
  ],
  '/cases/:id/card': [
    seen('worker', 'as it is', `${here}/card`),
    refused('worker', { word: 'x' }, `${here}/card`),
    refused('worker', { key: unusedKey, how: 'hand' }, '/cases/{otherCaseId}/card'),
  ],
  '/messages': [
    seen('worker'),
    seen('manager', 'with the pause'),
    refused('manager', { intent: 'never' }, '/messages'),
    seen('newColleague', 'nothing yet'),
  ],
  '/messages/:id': [
    seen('worker', 'as it is', '/messages/{messageId}'),
    seen('worker', 'asked for a second look', '/messages/{lockedMessageId}'),
    seen('manager', 'proposed by them', '/messages/{lockedMessageId}'),
    missing('newColleague', '/messages/{messageId}', 'of another service'),
  ],
  '/several': [seen('worker'), seen('manager', 'one only to stop'), seen('newColleague', 'nothing yet')],
  '/several/new': [
    seen('worker', 'what happened', '/several/new?case={caseId}'),
    seen('worker', 'hard news asked for', '/several/new?case={caseId}&kind=release&happenedOn=2026-03-02'),
    seen('worker', 'the words', '/several/new?case={caseId}&kind=panel&happenedOn=2026-03-02'),
    seen('worker', 'with nobody to tell', '/several/new?case={otherCaseId}&kind=panel&happenedOn=2026-03-02'),
    refused('worker', { key: unusedKey }, '/several/new?case={caseId}&kind=panel&happenedOn=2026-03-02'),
    missing('newColleague', '/several/new?case={caseId}', 'of another service'),
  ],
  '/several/:id': [
    seen('worker', 'looked at', '/several/{severalId}'),
    seen('manager', 'saved by somebody else', '/several/{severalId}'),
    seen('worker', 'stopped', '/several/{stoppedSeveralId}'),
    seen('manager', 'only to stop', '/several/{shutSeveralId}'),
    refused('worker', { intent: 'confirm', people: '30' }, '/several/{severalId}'),
    missing('newColleague', '/several/{severalId}', 'of another service'),
  ],
  '/concerns/:id': [
    seen('worker', 'unread', '/concerns/{concernId}'),
    missing('newColleague', '/concerns/{concernId}', 'of another service'),
  ],
  '/tasks/:id': [
    seen('worker', 'open', '/tasks/{taskId}'),
    missing('newColleague', '/tasks/{taskId}', 'of another service'),
  ],
  '/feedback': [
    seen('worker'),
    seen('manager', 'narrowed', '/feedback?state=all&about=contact'),
    seen('newColleague', 'nothing yet'),
  ],
  '/feedback.csv': { noPage: 'a table file to save' },
  '/feedback/questions': [
    seen('worker', 'as a worker sees it'),
    seen('manager', 'to write', '/feedback/questions?stage=order'),
    refused('manager', { stage: 'order' }, '/feedback/questions?stage=order'),
  ],
  '/feedback/templates': [
    seen('manager'),
    refused('manager', { key: '?' }),
    missing('worker', '/feedback/templates', 'not theirs'),
  ],
  '/feedback/:id': [
    seen('manager', 'with an answer to send', '/feedback/{draftedFeedbackId}'),
    seen('worker', 'answered', '/feedback/{feedbackId}'),
    seen('manager', 'which did not answer', '/feedback/{reopenedFeedbackId}'),
    seen('manager', 'with no name', '/feedback/{anonymousFeedbackId}'),
    refused('manager', { intent: 'draft', words: '' }, '/feedback/{draftedFeedbackId}'),
    missing('worker', '/feedback/{draftedFeedbackId}', 'kept from them'),
    missing('newColleague', '/feedback/{feedbackId}', 'of another service'),
  ],
  '/conflict': [seen('worker'), seen('worker', 'declared', '/conflict?declared=1'), refused('worker')],
  '/paper': [seen('manager'), seen('newColleague', 'nothing yet')],
  '/templates': [seen('worker'), seen('manager'), missing('auditor', '/templates', 'not theirs')],
  '/templates/in/:language': [
    seen('worker', 'in Urdu', '/templates/in/ur'),
    seen('manager', 'with something to answer', '/templates/in/pl'),
    refused('worker', { intent: 'ask' }, '/templates/in/ar'),
    missing('worker', '/templates/in/de'),
  ],
  '/templates/:template': [
    seen('worker', 'in English', '/templates/update.nudge'),
    seen('manager', 'asked about', '/templates/update.nudge?language=pl'),
    seen('worker', 'in Arabic', '/templates/stop_confirmation?language=ar'),
    seen('worker', 'by letter alone', '/templates/invitation.letter?language=cy'),
    seen('worker', 'just done', '/templates/reply?done=asked&count=1'),
    refused(
      'worker',
      { intent: 'example', words: 'reply/text/en', email: 'somebody@example.org' },
      '/templates/reply',
    ),
    missing('worker', '/templates/anything'),
  ],
  '/letters': [seen('worker'), seen('newColleague', 'nothing yet')],
  '/letters/returned': [
    seen('worker'),
    seen('worker', 'noted', `/letters/returned?told=none&task=${unusedKey}`),
    refused('worker'),
    refused('worker', { reference: '7K2-M4Q', on: '2/1/2026', why: 'refused' }),
  ],
  '/letters/:id': [
    seen('worker', 'to post, with one to take out and one not printed', '/letters/{letterRunId}'),
    seen('manager', 'posted', '/letters/{postedRunId}'),
    refused('worker', { act: 'post', on: '2/1/2126' }, '/letters/{letterRunId}'),
    missing('newColleague', '/letters/{letterRunId}', 'of another service'),
  ],
  '/letters/:id/pdf': { noPage: 'a file to save, made by a press' },
  '/timetable': [seen('manager'), seen('auditor'), missing('worker', '/timetable', 'not theirs')],
  '/audit': [seen('auditor'), missing('worker', '/audit', 'not theirs')],
  '/cases/:id/phone': [
    seen('worker', 'with everything', `${here}/phone`),
    seen('worker', 'with nothing yet', '/cases/{otherCaseId}/phone'),
  ],
  '/cases/:id/visit-pack': [seen('worker', 'as it is', `${here}/visit-pack`)],
  '/cases/:id/paper': [seen('worker', 'as it is', `${here}/paper`)],
  ...reachPages,
  '/cases/:id/update': [
    seen('worker', 'as it is', `${here}/update`),
    seen('worker', 'with nothing yet', '/cases/{otherCaseId}/update'),
  ],
  '/cases/:id/update/:updateId': [
    seen('worker', 'as it is', `${here}/update/{updateId}`),
    seen('manager', 'with a locked way', `${here}/update/{otherUpdateId}`),
    refused('manager', { why: '' }, `${here}/update/{otherUpdateId}`),
  ],
  '/cases/:id/update/:updateId/release': [
    seen('worker', 'waiting for a call', `${here}/update/{heldUpdateId}/release`),
  ],
  '/cases/:id/concern': [
    seen('worker', 'as it is', `${here}/concern`),
    refused('worker', { words: '' }, `${here}/concern`),
  ],
  '/cases/:id/outcome': [seen('worker', 'as it is', `${here}/outcome`)],
  '/cases/:id/statement': [
    seen('worker', 'as it is', `${here}/statement`),
    seen('worker', 'with no decision coming', '/cases/{otherCaseId}/statement'),
    refused('worker', { words: 'Only this.' }, `${here}/statement`),
    answered('worker', 'to be read back', toReadBack, `${here}/statement`),
    missing('newColleague', `${here}/statement`, 'of another service'),
  ],
  '/cases/:id/feedback': [
    seen('worker', 'as it is', `${here}/feedback`),
    seen('worker', 'kept', `${here}/feedback?done=kept`),
    seen('worker', 'kept from them', `${here}/feedback?done=hidden`),
    refused('worker', { words: 'Only this.' }, `${here}/feedback`),
    missing('newColleague', `${here}/feedback`, 'of another service'),
  ],
  '/cases/:id/decisions': [
    seen('worker', 'with one coming', `${here}/decisions`),
    seen('worker', 'just recorded', `${here}/decisions?done=note`),
    seen('worker', 'just put back', `${here}/decisions?done=back`),
    seen('worker', 'with none', '/cases/{otherCaseId}/decisions'),
    refused('worker', { wordsNeededBy: '1/1/2020' }, `${here}/decisions`),
    missing('newColleague', `${here}/decisions`, 'of another service'),
  ],
  '/statements/:id': [
    seen('worker', 'before a reason is given', '/statements/{statementId}'),
    seen('manager', 'that only somebody else may open', '/statements/{takenDownId}'),
    seen('worker', 'taken back', '/statements/{takenBackId}?done=withdrawn'),
    refused('worker', {}, '/statements/{statementId}'),
    answered('worker', 'opened', { why: 'prepare_extract' }, '/statements/{statementId}'),
    answered('worker', 'three thousand words in Urdu', { why: 'quality_check' }, '/statements/{urduId}'),
    answered('worker', 'to be read back', { why: 'take_down_check' }, '/statements/{takenDownId}'),
    missing('newColleague', '/statements/{statementId}', 'of another service'),
  ],
  '/cases/:id/names': [
    seen('worker', 'with some known', `${here}/names`),
    seen('worker', 'just added', `${here}/names?done=1`),
    seen('worker', 'with nothing known', '/cases/{otherCaseId}/names'),
    refused('worker', {}, `${here}/names`),
    missing('newColleague', `${here}/names`, 'of another service'),
  ],
  '/statements/:id/extract': [
    seen('worker', 'before it is opened', '/statements/{usedStatementId}/extract'),
    answered('worker', 'opened to cut from', { intent: 'open' }, '/statements/{usedStatementId}/extract'),
    refused('worker', { intent: 'propose' }, '/statements/{usedStatementId}/extract'),
    missing('newColleague', '/statements/{usedStatementId}/extract', 'of another service'),
  ],
  '/extracts/:id': [
    seen('worker', 'passed on', '/extracts/{extractId}'),
    seen('worker', 'waiting for them', '/extracts/{proposedExtractId}'),
    refused('worker', { intent: 'give', brief: '{briefId}' }, '/extracts/{extractId}'),
    missing('newColleague', '/extracts/{extractId}', 'of another service'),
  ],
  '/briefs/:id': [
    seen('worker', 'as it is', '/briefs/{briefId}'),
    missing('newColleague', '/briefs/{briefId}', 'of another service'),
  ],
  '/briefs/:id.pdf': { noPage: 'a file to save' },
  '/decisions/:id': [
    seen('worker', 'held, with a note', '/decisions/{heldDecisionId}'),
    refused('worker', {}, '/decisions/{heldDecisionId}'),
    missing('newColleague', '/decisions/{heldDecisionId}', 'of another service'),
  ],
  '/leaks/:id': [
    seen('worker', 'who wrote it', '/leaks/{leakId}'),
    seen('manager', 'who may release it', '/leaks/{leakId}'),
    seen('worker', 'with a word that may be ordinary', '/leaks/{warnedLeakId}'),
    refused('manager', { intent: 'release' }, '/leaks/{leakId}'),
    missing('newColleague', '/leaks/{leakId}', 'of another service'),
  ],
  '/cases/:id/stage': [
    seen('worker', 'as it is', `${here}/stage`),
    seen('worker', 'just moved', `${here}/stage?done=1`),
    refused('worker', {}, `${here}/stage`),
  ],
  '/cases/:id/proxies': [
    seen('worker', 'as it is', `${here}/proxies`),
    refused('worker', { name: 'x' }, `${here}/proxies`),
  ],
  '/cases/:id/restricted': [
    seen('manager', 'as it is', `${here}/restricted`),
    refused('manager', {}, `${here}/restricted`),
    missing('worker', `${here}/restricted`, 'not theirs'),
  ],
  '/you-said': [seen('worker', 'with lines of every standing'), seen('newColleague', 'nothing yet')],
  '/you-said/new': [
    seen('worker'),
    seen('newColleague', 'nothing said'),
    seen('worker', 'nothing with this tag', '/you-said/new?tag=cakes'),
    refused('worker', { key: unusedKey, source: 'feedback', title: 'x' }),
  ],
  '/you-said/:id': [
    seen('worker', 'done, public and told', '/you-said/{themeId}'),
    seen('manager', 'with an edition to approve', '/you-said/{openThemeId}'),
    seen('worker', 'just told', '/you-said/{openThemeId}?told=2&ring=1'),
    seen('worker', 'taken down', '/you-said/{downThemeId}'),
    refused('worker', { intent: 'evidence', note: '' }, '/you-said/{openThemeId}'),
    missing('newColleague', '/you-said/{themeId}', 'of another service'),
  ],
  '/you-said/:id/words': [
    seen('worker', 'one’s own draft', '/you-said/{openThemeId}/words'),
    seen('manager', 'a colleague’s draft', '/you-said/{openThemeId}/words'),
    refused('worker', { 'youSaid-en': 'It was cold at Elm Road.' }, '/you-said/{openThemeId}/words'),
    missing('newColleague', '/you-said/{themeId}/words', 'of another service'),
  ],
  '*': [missing('worker', '/nowhere'), tooLong('nobody', '/sign-in')],
};
