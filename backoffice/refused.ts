import { createContext, use } from 'react';

/** Whether this page gives a form back: its title says so before anything else. */
export const RefusedContext = createContext(false);

export const useRefused = () => use(RefusedContext);
