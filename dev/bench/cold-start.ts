import { create, literal, number, type } from 'superstruct';
import { type BenchCloud, openBenchCloud } from './bench-cloud';
import { buildProgram } from './build-program';
import { type Figures, type Report, median, report } from './figures';
import { CALL } from './scale-model';

/** Number of fresh processes for each variant (plain, bundle). */
const ROUNDS = 45;
/** Milliseconds after which the cached answer of an order that is being delivered is outdated. */
const OUTDATED_MS = 9_000;
const FUNCTION = 'getOrder';

/**
 * Measures a cold start of getOrder, from `require` to the first answer: a complete look-up at the
 * sandbox, with the token read from the database. The built bundle and an unbundled variant (same
 * code, wx-server-sdk from node_modules) take turns, each in a fresh process. Also counts the
 * database requests of look-ups.
 */
export async function measureColdStart(): Promise<Report> {
  // With a pool of one process, each call of one function ends the other function's process.
  const cloud = await openBenchCloud(1, {
    plain: timed(await buildProgram(`cloudfunctions/${FUNCTION}/index.ts`, 'external')),
    bundle: timed(`../${FUNCTION}/index.js`),
  });
  try {
    await cloud.lookUp(cloud.placeOrder());
    const times = { plain: [] as number[], bundle: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      // A known order would be answered from the cache.
      times.plain.push(await msOf(cloud, 'plain', cloud.placeOrder(), round));
      times.bundle.push(await msOf(cloud, 'bundle', cloud.placeOrder(), round));
    }
    const built = cloud.functions.find(({ name }) => name === FUNCTION);
    const [plain, bundle] = [median(times.plain), median(times.bundle)];
    return report(
      `Cold start of ${FUNCTION}, require to answer, ${ROUNDS} processes each, in turns:`,
      {
        'wx-server-sdk from node_modules': { ms: plain },
        'the built bundle': {
          ms: bundle,
          'to that': { is: bundle / plain, atMost: 0.4 },
          KB: (built?.bytes ?? NaN) / 1024,
        },
        ...(await databaseRequests(cloud)),
      },
    );
  } finally {
    await cloud.close();
  }
}

const measuredShape = type({ ms: number(), answer: type({ ok: literal(true) }) });

async function msOf(
  cloud: BenchCloud,
  name: 'plain' | 'bundle',
  orderId: string,
  clerk = 0,
): Promise<number> {
  const event = { action: 'look-up', orderId };
  return create(await cloud.call(name, event, clerk), measuredShape).ms;
}

/** Counts the requests of look-ups. The function that was called last is `bundle`. */
async function databaseRequests(cloud: BenchCloud): Promise<Readonly<Record<string, Figures>>> {
  // In a new minute: one that ends between these look-ups would cost more requests to count in.
  cloud.jump(60_000);
  const orderId = cloud.placeOrder();
  const requests = async (name: 'plain' | 'bundle', atMost: number) => {
    await msOf(cloud, name, orderId);
    return { is: cloud.databaseRequests(), atMost };
  };
  const newOrder = await requests('plain', 15);
  const told = await requests('plain', 3);
  const toldByNewProcess = await requests('bundle', 9);
  cloud.jump(OUTDATED_MS);
  const askedByNewProcess = await requests('plain', 14);
  cloud.jump(OUTDATED_MS);
  // A process whose clock has jumped learns the time anew: at this call, which is not counted.
  await cloud.call('plain', {});
  const asked = await requests('plain', 7);
  return {
    'database requests, told a moment ago': {
      'warm process': told,
      'in docs/scale.md': CALL.known.reads + CALL.known.writes,
      'new process': toldByNewProcess,
    },
    'database requests with a question': {
      'warm process': asked,
      'in docs/scale.md': CALL.asked.reads + CALL.asked.writes,
      'new process': askedByNewProcess,
      'and a new order': newOrder,
    },
  };
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
