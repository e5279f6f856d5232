import { fileURLToPath } from 'node:url';
import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [reactRouter()],
  build: { emptyOutDir: true },
  environments: {
    ssr: { build: { rollupOptions: { input: fileURLToPath(new URL('./serve.ts', import.meta.url)) } } },
  },
  // Everything in one file starts faster and takes a third of the memory.
  ssr: { noExternal: true },
});
