/**
 * Where the page finds a file of the mini-program: `/images/x.png` and paths relative to the template that names them. Addresses with
 * a scheme stay as they are.
 */
export function assetUrl(source: string, templatePath: string): string {
  if (/^(?:[a-z]+:|\/\/)/i.test(source)) return source;
  const root = new URL('app/', document.baseURI);
  if (source.startsWith('/')) return new URL(source.slice(1), root).href;
  return new URL(source, new URL(templatePath, root)).href;
}
