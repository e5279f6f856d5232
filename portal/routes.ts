import { index, type RouteConfig, route } from '@react-router/dev/routes';

export default [
  index('routes/start.tsx'),
  route('safety', 'routes/safety.tsx'),
  route('language', 'routes/language.tsx'),
] satisfies RouteConfig;
