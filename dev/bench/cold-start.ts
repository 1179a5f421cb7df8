import { create, literal, number, type } from 'superstruct';
import type { BenchCloud } from './bench-cloud';
import { openBenchCloud } from './bench-cloud';
import { buildProgram } from './build-program';
import { median } from './figures';

/** Fresh processes of each kind. */
const ROUNDS = 25;

const FUNCTION = 'getOrder';
/**
 * Of a cold one: who asks, how often, where the order is, by which accounts, where the store is,
 * the token, whose turn it is, and what was seen.
 */
const REQUESTS_OF_A_LOOK_UP = 8;

/** Medians, in ms, and sizes in bytes. */
export interface ColdStart {
  readonly rounds: number;
  readonly plainMs: number;
  readonly bundleMs: number;
  readonly bundleBytes: number;
  /** What lies beside the bundle and is read only when it is used. */
  readonly deferredBytes: number;
}

const measuredShape = type({ ms: number(), answer: type({ ok: literal(true) }) });

/**
 * Measures a cold start of getOrder, from `require` to the first answer: a whole look-up at the
 * sandbox, with the token from the database. The built bundle against the same code with
 * wx-server-sdk from node_modules, in turns, each in a fresh process, so that what else the machine
 * does hits both.
 *
 * @throws Error when a look-up goes another way: the figures would be of something else
 */
export async function measureColdStart(): Promise<ColdStart> {
  // With room for one process, a call of one ends the other.
  const cloud = await openBenchCloud(1, {
    plain: timed(await buildProgram(`cloudfunctions/${FUNCTION}/index.ts`, false)),
    bundle: timed(`../${FUNCTION}/index.js`),
  });
  try {
    const built = cloud.functions.find(({ name }) => name === FUNCTION);
    if (built === undefined) throw new Error(`There is no function ${FUNCTION}.`);
    // The first look-up brings the token into the database.
    await cloud.lookUp(cloud.placeOrder(), 0);
    const times = { plain: [] as number[], bundle: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      times.plain.push(await msOf(cloud, 'plain', round));
      times.bundle.push(await msOf(cloud, 'bundle', round));
    }
    return {
      rounds: ROUNDS,
      plainMs: median(times.plain),
      bundleMs: median(times.bundle),
      bundleBytes: built.bytes,
      deferredBytes: built.deferredBytes,
    };
  } finally {
    await cloud.close();
  }
}

/** A function that does what another one does, and tells how long that took from `require` on. */
function timed(file: string): string {
  return `exports.main = async (event, context) => {
  const start = process.hrtime.bigint();
  const answer = await require(${JSON.stringify(file)}).main(event, context);
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, answer };
};
`;
}

/** Each looks for an order of its own: what was just asked for is told without a question. */
async function msOf(cloud: BenchCloud, name: string, who: number): Promise<number> {
  const called = await cloud.call(name, { action: 'look-up', orderId: cloud.placeOrder() }, who);
  if (cloud.databaseRequests() !== REQUESTS_OF_A_LOOK_UP)
    throw new Error('A look-up did not ask the database for as much as a cold one does.');
  return create(called, measuredShape).ms;
}
