import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isLosslessNumber, parse } from 'lossless-json';

/** Field of an answer, from a table "answer of `…`" of docs/*-contract.md. */
interface Field {
  readonly api: string;
  /** Name, behind that of its object or list: `shop_list.shopid`. */
  readonly name: string;
  readonly type: string;
  readonly when: string;
  /** Place in the contract: `docs/getorder-contract.md §1 (line 26)`. */
  readonly place: string;
}
type Contract = readonly Field[];
/** Shapes of each field, such as `number, 3 digits`; of the items of a list all that came. */
type Shapes = ReadonlyMap<string, ReadonlySet<string>>;

/** Statuses with a rider, and of them those on the way (§2 of both documents). */
const WITH_RIDER = [102, 201, 202, 301, 30000, 40000, 50000];
const DELIVERING = [301, 50000];
const ABSENT = ['zero', 'empty', 'null'];

export function readContract(): Contract {
  return ['docs/getorder-contract.md', 'docs/intracity-contract.md'].flatMap((file) => {
    let [section, api] = ['', ''];
    const lines = readFileSync(path.resolve(__dirname, '../..', file), 'utf8').split('\n');
    return lines.flatMap((line, index) => {
      section = /^## (\d+)\./.exec(line)?.[1] ?? section;
      const [, names = '', types = '', when = ''] = line.split('|').map((cell) => cell.trim());
      const begins = /^answer of `(.+)`$/.exec(names)?.[1];
      api = begins ?? (names === '' ? '' : api);
      if (api === '' || begins !== undefined || names.startsWith('---')) return [];
      const [each, place] = [types.split(' / '), `${file} §${section} (line ${index + 1})`];
      const named = names.split(' / ').entries();
      return [...named].map(([at, name]) => ({ api, name, type: each[at] ?? types, when, place }));
    });
  });
}

/** Parses an answer, with all digits of its numbers. @returns undefined when it is no JSON */
export function parsedAnswer(answer: string): unknown {
  try {
    return parse(answer);
  } catch {
    return undefined;
  }
}

/** Returns the numbers that tell nothing of anybody. Those with more digits may be a phone's. */
function numbersIn(answer: unknown): Partial<Record<string, number>> {
  const given = new Map(Object.entries(Object(answer) as object));
  const told = ['errcode', 'resultcode', 'order_status'].flatMap((name) => {
    const digits = String(given.get(name));
    return /^-?\d{1,6}$/.test(digits) ? [[name, Number(digits)] as const] : [];
  });
  return Object.fromEntries(told);
}

/** Returns the shapes of an answer. Words of names that the contract does not have become `?`. */
function shapesOf(answer: unknown, contract: Contract): Shapes {
  const words = new Set(contract.flatMap(({ name }) => name.split(/[._]/)));
  const shapes = new Map<string, Set<string>>();
  const look = (value: unknown, prefix: string): void => {
    if (Array.isArray(value)) for (const item of value) look(item, prefix);
    else if (typeof value === 'object' && value !== null && !isLosslessNumber(value))
      for (const [key, held] of Object.entries(value)) {
        const told = key.split('_').map((word) => (words.has(word) ? word : '?'));
        const name = prefix + told.join('_');
        shapes.set(name, (shapes.get(name) ?? new Set()).add(shapeOf(held)));
        look(held, `${name}.`);
      }
  };
  look(answer, '');
  return shapes;
}

function shapeOf(value: unknown): string {
  if (isLosslessNumber(value)) {
    const { length } = value.value.replace(/\D/g, '');
    return Number(value.value) === 0 ? 'zero' : `number, ${length} digits`;
  }
  if (Array.isArray(value)) return `list, ${value.length} items`;
  if (typeof value !== 'string') return value === null ? 'null' : typeof value;
  const kind = /^-?\d+(\.\d+)?$/.test(value) ? 'numeric string' : 'string';
  return value === '' ? 'empty' : `${kind}, ${value.length} characters`;
}

/** Compares an answer with the contract, and returns it as far as it may be told. */
export function comparedAnswer(contract: Contract, api: string, answer: unknown) {
  const [shapes, numbers] = [shapesOf(answer, contract), numbersIn(answer)];
  const { errcode = 0, resultcode = 0, order_status = NaN } = numbers;
  const isRefusal = answer === undefined || errcode !== 0 || resultcode !== 0;
  const fields = [...shapes].map(([name, all]) => [name, [...all].join(' or ')] as const);
  const ofApi = contract.filter((field) => field.api === api);
  return {
    code: errcode === 0 ? resultcode : errcode,
    told: { ...numbers, fields: Object.fromEntries(fields) },
    found: differencesFrom(ofApi, shapes, isRefusal ? null : order_status),
    /** Place in the contract that describes the API. */
    place: ofApi[0]?.place ?? '',
  };
}

/** @param status `order_status`, NaN without one; null for a refusal, which may lack fields */
function differencesFrom(contract: Contract, shapes: Shapes, status: number | null): string[] {
  const others = [...shapes.keys()].filter((key) => contract.every(({ name }) => name !== key));
  const beside = others.length === 0 ? '' : `; beside the contract came: ${others.join(', ')}`;
  return contract.flatMap(({ name, type, when, place }) => {
    const came = [...(shapes.get(name) ?? [])];
    const present = came.filter((shape) => !ABSENT.includes(shape));
    const wrong = present.filter((shape) => !isOfType(shape, type));
    const problems = wrong.map((shape) => `is ${shape}, not ${type}`);
    const isDue =
      (when === 'always' && !(type.startsWith('number') && came.includes('zero'))) ||
      (when === 'with a rider' && WITH_RIDER.includes(Number(status))) ||
      (when === 'delivering' && DELIVERING.includes(Number(status)));
    const holder = [...(shapes.get(name.replace(/\.?[^.]*$/, '')) ?? [])];
    const isHeld = !name.includes('.') || holder.some((shape) => !/^(null|list, 0)/.test(shape));
    if (status !== null && present.length === 0 && isDue && isHeld)
      problems.push(`is missing${beside}`);
    if (status !== null && present.length > 0 && !isDue && /^(never|delivering)$/.test(when))
      problems.push(`came, but the contract has it: ${when}`);
    return problems.map((problem) => `${place}: ${name} ${problem}`);
  });
}

/** @param type such as `any`, `number`, `number, 10 digits` or `string, ≤ 512 characters` */
function isOfType(shape: string, type: string): boolean {
  const [, kind = '', most, length = ''] = /^(\w+)(?:, (≤ )?(\d+))?/.exec(type) ?? [];
  const size = Number(/\d+/.exec(shape)?.[0]);
  const isLong = most === undefined ? size !== Number(length) : size > Number(length);
  if (length !== '' && isLong) return false;
  return kind === 'any' || shape.replace('numeric ', '').startsWith(kind);
}
