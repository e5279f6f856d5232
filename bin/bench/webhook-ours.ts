import { connect } from '#db/transaction.server.ts';
import { environment } from '#environment';
import { answerCallback } from '#messaging/callbacks.server.ts';
import { listenForForms } from '#web/webhook.server.ts';
import { setting } from './measure.ts';

// The worker's own door for providers, and nothing else of it.
connect({ url: environment.DATABASE_URL_WORKER, patienceMs: 30_000, size: 12, pooled: false });
listenForForms({ port: Number(setting('PORT')), host: '127.0.0.1' }, async () => true, answerCallback);
