import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: '.',
  buildDirectory: `../${process.env.HEARD_BUILD ?? 'build'}/portal`,
  ssr: true,
} satisfies Config;
