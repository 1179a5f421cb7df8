import { DatabaseError } from './database-error';
import { fromEjson, isRecord } from './document';

type Fields = Readonly<Record<string, unknown>>;

/** One request of the SDK's database as it came over the wire: JSON, in which query, data, order and projection are EJSON texts. */
export interface DatabaseRequest {
  /** `database.getDocument` and its like. */
  readonly action: string;
  readonly collection: string;
  readonly transactionId: string | null;
  readonly flag: (name: string) => boolean;
  readonly number: (name: string) => number | null;
  /** The EJSON object under this name; null when it is missing or empty. */
  readonly object: (name: string) => Fields | null;
  /** The list of EJSON objects under this name (`data` of an insertion). */
  readonly objects: (name: string) => readonly Fields[];
  /** The stages of an aggregation. */
  readonly stages: () => readonly Fields[];
}

/** @throws DatabaseError INVALID_PARAM when it is no JSON object with an action */
export function parseRequest(body: string): DatabaseRequest {
  const wire = jsonObject(body);
  const { action } = wire;
  if (typeof action !== 'string') throw invalid('it names no action');
  return {
    action,
    collection: textOf(wire['collectionName']) ?? '',
    transactionId: textOf(wire['transactionId']),
    flag: (name) => wire[name] === true,
    number: (name) => {
      const value = wire[name];
      return typeof value === 'number' ? value : null;
    },
    object: (name) => {
      const text = textOf(wire[name]);
      return text === null ? null : ejsonObject(text, name);
    },
    objects: (name) => listOf(wire[name], name).map((text) => ejsonObject(text, name)),
    stages: () =>
      listOf(wire['stages'], 'stages').map((stage) => {
        if (!isRecord(stage) || typeof stage['stageKey'] !== 'string') throw invalid('stages');
        return { [stage['stageKey']]: ejson(stage['stageValue'], 'stages') };
      }),
  };
}

function jsonObject(body: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw invalid('it is no JSON');
  }
  if (!isRecord(value)) throw invalid('it is no object');
  return value;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalid(name);
  return value;
}

function ejsonObject(text: unknown, name: string): Fields {
  const value = ejson(text, name);
  if (!isRecord(value)) throw invalid(name);
  return value;
}

function ejson(text: unknown, name: string): unknown {
  if (typeof text !== 'string') throw invalid(name);
  try {
    return fromEjson(text);
  } catch {
    throw invalid(name);
  }
}

function invalid(what: string): DatabaseError {
  return new DatabaseError(
    'INVALID_PARAM',
    `[InvalidParameter] The request cannot be read: ${what}.`,
  );
}
