/** Where somebody goes once they have logged in: back to a page of ours, and nowhere else. */

const LONGEST = 1_000;
const OURS = 'http://ours.invalid';

export function logInAddress(url: string): string {
  const back = ownPath(url);
  return back === '/' ? '/log-in' : `/log-in?${new URLSearchParams({ return: back })}`;
}

/** The path if it leads to this dashboard; the overview otherwise. */
export function ownPath(path: string): string {
  if (!path.startsWith('/') || path.length > LONGEST || /[\\\s\p{Cc}]/u.test(path)) return '/';
  if (!URL.canParse(path, OURS)) return '/';
  const { origin, pathname, search } = new URL(path, OURS);
  const isOurs = origin === OURS && !pathname.startsWith('//') && !pathname.startsWith('/log-');
  return isOurs ? `${pathname}${search}` : '/';
}
