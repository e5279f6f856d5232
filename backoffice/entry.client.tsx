import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { backofficeWords } from '#locales/backoffice-words.ts';
import { RefusedContext } from './refused.ts';

// Only the server knew with which status it answered; the title it wrote is where that still stands.
const refused = document.title.startsWith(backofficeWords.t('titles.errorBefore'));

startTransition(() => {
  hydrateRoot(
    document,
    <RefusedContext value={refused}>
      <HydratedRouter />
    </RefusedContext>,
  );
});
