import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { CourierId } from '../sandbox/couriers';
import { buildProgram } from './build-program';
import type { Report } from './figures';
import { serveSandbox } from './served-sandbox';

/**
 * Measures one look-up with a known token, by our client and by bare node:http, in a child process.
 *
 * @param order short description of the order
 * @param courierId delivery company of the order, since each company answers in its own manner
 * @param atMost target: our median time divided by that of the bare client
 */
export async function measureClient(order: string, courierId: CourierId, atMost: number) {
  const sandbox = await serveSandbox(Date.now);
  try {
    const program = await buildProgram('dev/bench/client-rounds.ts', 'bundle');
    const words = [sandbox.url, sandbox.placeOrder(courierId), order, String(atMost)];
    const { stdout } = await promisify(execFile)(process.execPath, [program, ...words]);
    return JSON.parse(stdout) as Report;
  } finally {
    await sandbox.close();
  }
}
