const nowhere = 'http://inside.invalid';
const doors = ['/sign-in', '/sign-out'];

/** Where someone wanted to go before they signed in, if that is a page of this site; otherwise the first page. */
export function pathInside(request: Request): string {
  const to = new URL(request.url).searchParams.get('to');
  if (!to?.startsWith('/') || !URL.canParse(to, nowhere)) return '/';
  const { origin, pathname, search } = new URL(to, nowhere);
  // Two slashes at the front name another host, and may only come to the front once dots are taken out.
  const inside = origin === nowhere && !pathname.startsWith('//');
  return inside && !doors.includes(pathname) ? pathname + search : '/';
}
