import type { Config } from '@react-router/dev/config';

export default {
  appDirectory: '.',
  buildDirectory: `../${process.env.HEARD_BUILD ?? 'build'}/backoffice`,
  ssr: true,
} satisfies Config;
