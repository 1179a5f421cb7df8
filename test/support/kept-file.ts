import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { privateKeys, usePrivateKeys } from './private-keys';
import type { KeptDocument, KeptShop, Reading } from './kept-shop';

/**
 * Documents as a release has written them, and what that release has read in them: a line for each.
 * A line may be added for a new collection; no other changes any more.
 */
export const KEPT_FILE = path.join(__dirname, 'documents-0.9.0.jsonl');

/** `keys`: the private keys of the tests then, DER in base64. */
interface First {
  readonly shop: Omit<KeptShop, 'documents'>;
  readonly keys: readonly string[];
}
type Line = First | KeptDocument | { readonly reading: Reading };

export function keptLines({ documents, ...shop }: KeptShop, readings: readonly Reading[]): string {
  const lines: readonly Line[] = [
    { shop, keys: privateKeys().map(derOf) },
    ...documents,
    ...readings.map((reading) => ({ reading })),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function derOf(pem: string): string {
  const der = createPrivateKey(pem).export({ type: 'pkcs1', format: 'der' });
  return der.toString('base64');
}

function pemOf(text: string): string {
  const key = createPrivateKey({ key: Buffer.from(text, 'base64'), type: 'pkcs1', format: 'der' });
  return key.export({ type: 'pkcs1', format: 'pem' }).toString();
}

/** Reads the kept shop, and what was read in it when it was written. */
export function readKeptFile(): { readonly kept: KeptShop; readonly readings: readonly Reading[] } {
  const lines = readFileSync(KEPT_FILE, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const documents = lines.flatMap((line) => ('in' in line ? [line] : []));
  const readings = lines.flatMap((line) => ('reading' in line ? [line.reading] : []));
  const [first] = lines;
  if (first === undefined || !('shop' in first)) throw new Error(`${KEPT_FILE} is empty.`);
  usePrivateKeys(first.keys.map(pemOf));
  return { kept: { ...first.shop, documents }, readings };
}
