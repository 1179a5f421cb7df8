import type { IncomingMessage } from 'node:http';

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Why a request is refused; null when it may pass. The host listens on loopback, yet any page in the same browser can send requests there: so the
 * name must be loopback's (else a foreign name was pointed here), and a page that asks must be one of ours.
 */
export function refusalOf(request: Pick<IncomingMessage, 'headers'>, port: number): string | null {
  const { host, origin } = request.headers;
  const ours = NAMES.map((name) => `${name}:${port}`);
  if (host === undefined || !ours.includes(host))
    return 'This host answers to 127.0.0.1 and localhost only.';
  if (origin !== undefined && origin !== `http://${host}`)
    return 'This host answers to its own pages only.';
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site')
    return 'This host answers to its own pages only.';
  return null;
}
