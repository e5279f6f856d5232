import { missing, type Registry, refused, seen } from './state.ts';

const here = '/cases/{caseId}/contact';
const stopped = `${here}/{stoppedId}/again`;
const key = '6f1d3c52-8f0e-4d7b-9a41-2b7c9e5d0a13';

/** The pages of the back office that say how somebody is reached. */
export const reachPages: Registry = {
  '/cases/:id/contact': [
    seen('worker', 'with everything', here),
    seen('worker', 'with nothing yet', '/cases/{otherCaseId}/contact'),
    seen('worker', 'with a locked way', `${here}?part=locks`),
    seen('manager', 'with a way to unlock', `${here}?part=locks`),
    refused('worker', { intent: 'lock' }, `${here}?part=locks`),
    refused('worker', { intent: 'pause' }, `${here}?part=pause`),
  ],
  '/cases/:id/contact/:pointId/again': [
    seen('worker', 'stopped', stopped),
    refused('worker', { key, seen: '' }, stopped),
    refused('manager', { key, how: 'phone' }, stopped),
    seen('worker', 'started', `${here}/{startedId}/again?done=1`),
    seen('worker', 'others use it', `${here}/{sharedId}/again`),
    seen('worker', 'never stopped', `${here}/{pointId}/again`),
    missing('worker', '/cases/{otherCaseId}/contact/{stoppedId}/again', 'of somebody else'),
    missing('newColleague', stopped, 'of another service'),
    missing('auditor', stopped, 'not theirs'),
  ],
};
