import { isRecord, numberOf, textOf, type Options } from '../values';
import { asyncApis, failingApis } from './api';
import { askHost } from './ask-host';

/** Greatest number of documents that one read of a client returns, as WeChat documents. */
const MOST_READ = 20;

/**
 * Implements `wx.cloud.database()`. If the collection's access rule allows it, a client reads, adds
 * documents with its `_openid`, and removes its own. Other operations fail or are missing.
 */
export function createClientDatabase(): Options {
  return { collection: (name: unknown) => collectionApi(textOf(name)) };
}

function collectionApi(collection: string): Options {
  const add = async ({ data }: Options): Promise<Options> => ({
    _id: await ask({ operation: 'add', collection, data: isRecord(data) ? data : {} }),
  });
  const remove = async (id: string): Promise<Options> => ({
    stats: { removed: await ask({ operation: 'remove', collection, id }) },
  });
  return {
    ...failingApis(['count', 'update', 'remove'], 'collection.'),
    ...asyncApis({ add }, 'collection.'),
    ...reading(collection, MOST_READ),
    limit: (limit: unknown) => reading(collection, numberOf(limit, MOST_READ)),
    doc: (id: unknown) => ({
      ...failingApis(['get', 'set', 'update'], 'document.'),
      ...asyncApis({ remove: () => remove(textOf(id)) }, 'document.'),
    }),
  };
}

function reading(collection: string, limit: number): Options {
  const request = { operation: 'get', collection, limit };
  return asyncApis({ get: async () => ({ data: await ask(request) }) }, 'collection.');
}

async function ask(request: Options): Promise<unknown> {
  const { data } = await askHost('/database', toWire(request), 'data');
  return fromWire(data);
}

/** Encodes dates as EJSON, because JSON alone would turn them into text. */
function toWire(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() };
  return mapped(value, toWire);
}

function fromWire(value: unknown): unknown {
  if (!isRecord(value)) return mapped(value, fromWire);
  const { $date, $numberInt, $numberLong, $numberDouble } = value;
  const number = $numberInt ?? $numberLong ?? $numberDouble;
  if (number !== undefined) return Number(number);
  if ($date !== undefined) return new Date(fromWire($date) as number | string);
  return mapped(value, fromWire);
}

function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map(change);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item)]));
}
