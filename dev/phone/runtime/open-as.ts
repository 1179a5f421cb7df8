/**
 * Hands the phone to somebody: another person, another phone, everything starts anew.
 *
 * @param path where the mini-program opens: `/pages/…?…`; without it, at its first page
 * @param scene why it opens, as App.onLaunch is told
 */
export function openAs(person: string, path?: string, scene?: number): void {
  const url = new URL(location.href);
  url.searchParams.set('person', person);
  if (path === undefined) url.searchParams.delete('path');
  else url.searchParams.set('path', path);
  if (scene === undefined) url.searchParams.delete('scene');
  else url.searchParams.set('scene', String(scene));
  location.replace(url);
}
