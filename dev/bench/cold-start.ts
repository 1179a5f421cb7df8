import { create, literal, number, type } from 'superstruct';
import type { BenchCloud } from './bench-cloud';
import { openBenchCloud } from './bench-cloud';
import { buildProgram } from './build-program';
import { median } from './figures';

/** Number of fresh processes for each variant (plain, bundle). */
const ROUNDS = 45;

const FUNCTION = 'getOrder';
/**
 * Cold requests. Read: staff, time and budget, delivery, accounts, stores, token. Written: time,
 * look-up of the person, lease, person's and shop's questions, result.
 */
const REQUESTS_OF_A_LOOK_UP = 12;

/** Result of the measurement: medians in ms, and sizes in bytes. */
export interface ColdStart {
  readonly rounds: number;
  readonly plainMs: number;
  readonly bundleMs: number;
  readonly bundleBytes: number;
  /** Size of deferred.js beside the bundle, which is read only when one of its packages is used. */
  readonly deferredBytes: number;
}

const measuredShape = type({ ms: number(), answer: type({ ok: literal(true) }) });

/**
 * Measures a cold start of getOrder, from `require` to the first answer: a complete look-up at the
 * sandbox, with the token read from the database. The built bundle and an unbundled variant (same
 * code, wx-server-sdk from node_modules) take turns, each in a fresh process.
 *
 * @throws Error when a look-up makes another number of database requests than a cold one
 */
export async function measureColdStart(): Promise<ColdStart> {
  // With a pool of one process, each call of one function ends the other function's process.
  const cloud = await openBenchCloud(1, {
    plain: timed(await buildProgram(`cloudfunctions/${FUNCTION}/index.ts`, false)),
    bundle: timed(`../${FUNCTION}/index.js`),
  });
  try {
    const built = cloud.functions.find(({ name }) => name === FUNCTION);
    if (built === undefined) throw new Error(`There is no function ${FUNCTION}.`);
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

/** Returns source of a function that calls the file's `main` and adds the ms since `require`. */
function timed(file: string): string {
  return `exports.main = async (event, context) => {
  const start = process.hrtime.bigint();
  const answer = await require(${JSON.stringify(file)}).main(event, context);
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, answer };
};
`;
}

/** Measures a look-up of a new order, because a known order would be answered from the cache. */
async function msOf(cloud: BenchCloud, name: string, who: number): Promise<number> {
  const called = await cloud.call(name, { action: 'look-up', orderId: cloud.placeOrder() }, who);
  const requests = cloud.databaseRequests();
  if (requests !== REQUESTS_OF_A_LOOK_UP)
    throw new Error(`A look-up made ${requests} database requests, not as a cold one does.`);
  return create(called, measuredShape).ms;
}
