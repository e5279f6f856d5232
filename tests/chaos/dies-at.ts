import { type Step, watchSteps } from '../../messaging/step.server.ts';

// Loaded into a worker before it starts: the process ends at this step, without a moment to tidy anything up.
const fatal = process.env.DIE_AT;
watchSteps((step: Step) => {
  if (step === fatal) process.kill(process.pid, 'SIGKILL');
});
