import { phone } from '../phone';
import { isRecord, numberOf, textOf, type Options } from '../values';
import { ApiFailure, asyncApi } from './api';
import { throwing } from './unsupported';

/** As documented, so many documents at once for a client. */
const MOST_READ = 20;

interface Query {
  readonly collection: string;
  readonly condition: Options;
  readonly order: readonly { readonly field: string; readonly direction: 'asc' | 'desc' }[];
  readonly skip: number;
  readonly limit: number;
}

/**
 * `wx.cloud.database()`: the stand-in database as a client sees it, under each collection's rule. By the default one it adds documents, which bear the
 * person's `_openid`, and reads and removes the person's own. Changing them, commands and aggregation fail.
 */
export function createClientDatabase(): Record<string, unknown> {
  return {
    collection: (name: unknown) => {
      const collection = textOf(name);
      const all: Query = { collection, condition: {}, order: [], skip: 0, limit: MOST_READ };
      return {
        ...queryApi(all),
        add: asyncApi('collection.add', async ({ data }) => ({
          _id: await ask({ operation: 'add', collection, data: isRecord(data) ? data : {} }),
        })),
        doc: (id: unknown) => ({
          ...failing('document', ['set', 'update']),
          remove: asyncApi('document.remove', async () => ({
            stats: { removed: await ask({ operation: 'remove', collection, id: textOf(id) }) },
          })),
          get: asyncApi('document.get', async () => {
            const found = await ask({ operation: 'get', ...all, condition: { _id: id } });
            const [data] = Array.isArray(found) ? (found as readonly unknown[]) : [];
            if (data === undefined) {
              throw new ApiFailure(
                `cannot find document with _id ${textOf(id)}, please make sure that the document exists and you have the corresponding access permission`,
                { errCode: -1 },
              );
            }
            return { data };
          }),
        }),
      };
    },
    serverDate: throwing('database.serverDate'),
    get command(): never {
      return throwing('database.command')();
    },
  };
}

function queryApi(query: Query): Record<string, unknown> {
  return {
    ...failing('collection', ['count', 'update', 'remove', 'aggregate', 'watch', 'field']),
    where: (condition: unknown) =>
      queryApi({ ...query, condition: isRecord(condition) ? condition : {} }),
    orderBy: (field: unknown, direction: unknown) =>
      queryApi({
        ...query,
        order: [
          ...query.order,
          { field: textOf(field), direction: direction === 'desc' ? 'desc' : 'asc' },
        ],
      }),
    skip: (skip: unknown) => queryApi({ ...query, skip: numberOf(skip, 0) }),
    limit: (limit: unknown) => queryApi({ ...query, limit: numberOf(limit, MOST_READ) }),
    get: asyncApi('collection.get', async () => ({
      data: await ask({ operation: 'get', ...query }),
    })),
  };
}

function failing(kind: string, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => [
      name,
      asyncApi(`${kind}.${name}`, () => {
        throw new ApiFailure('not supported by the local phone');
      }),
    ]),
  );
}

/** Answers `data`; what the database refuses, or a phone without network, is thrown. */
async function ask(request: Options): Promise<unknown> {
  if (!phone.settings.online) throw new ApiFailure('request:fail ', { errCode: -1 });
  let answer: unknown;
  try {
    const response = await fetch('/database', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-person': phone.person },
      body: JSON.stringify(toWire(request)),
    });
    answer = await response.json();
  } catch {
    throw new ApiFailure('request:fail ', { errCode: -1 });
  }
  if (isRecord(answer) && 'data' in answer) return fromWire(answer['data']);
  const { errCode, errMsg } = isRecord(answer) ? answer : {};
  const code = numberOf(errCode, -1);
  throw new ApiFailure(`${code} ${textOf(errMsg, 'no answer')}`, { errCode: code });
}

/** Dates and numbers as EJSON writes them: they stay what they are on their way. */
function toWire(value: unknown): unknown {
  if (value instanceof Date) return { $date: value.toISOString() };
  if (Array.isArray(value)) return value.map(toWire);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toWire(item)]));
}

function fromWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromWire);
  if (!isRecord(value)) return value;
  const { $date, $numberInt, $numberLong, $numberDouble } = value;
  const number = $numberInt ?? $numberLong ?? $numberDouble;
  if (number !== undefined) return Number(number);
  if ($date !== undefined) return new Date(fromWire($date) as number | string);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fromWire(item)]));
}
