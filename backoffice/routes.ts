import { index, type RouteConfig, route } from '@react-router/dev/routes';

export default [
  index('routes/today/due.tsx'),
  route('sign-out', 'routes/sign-out.tsx'),
] satisfies RouteConfig;
