import type { BrowserContext } from 'playwright-core';
import { lookUp, newPerson, openConsole, rowOf } from '../support/console-page';
import { eventually } from '../support/eventually';
import {
  type RunningHost,
  BY_NPM,
  BY_RUN,
  freePort,
  processesWith,
  startHost,
} from '../support/running-host';
import { temporaryFolder } from '../support/temporary-folder';

// Folder of hosts in processes of their own, by the real commands: the subject is their death.
let data = '';
let port = 0;
let person: BrowserContext;
const running: RunningHost[] = [];

beforeAll(async () => {
  data = await temporaryFolder();
  port = await freePort();
  person = await newPerson();
});

afterAll(async () => {
  for (const host of running) await host.end('SIGKILL');
});

async function start(
  program: readonly string[],
  options: readonly string[] = [],
): Promise<RunningHost> {
  const host = await startHost(program, port, data, options);
  running.push(host);
  return host;
}

/** Ends the first process, and its children with it. */
async function end(host: RunningHost, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  expect(processesWith(data).length).toBeGreaterThan(1);
  const code = await host.end(signal);
  await eventually(
    () => Promise.resolve(processesWith(data)),
    (left) => left.length === 0,
  );
  return code;
}

async function deliveriesOf(host: RunningHost): Promise<readonly string[]> {
  return (await host.state()).deliveries.map(({ orderId, status }) => `${orderId} ${status}`);
}

test('npm start that was killed goes on where it was: deliveries, token, and what the phone has looked up; --fresh forgets', async () => {
  const first = await start(BY_NPM);
  const orderId = (await first.state()).deliveries.find(({ status }) => status === 201)?.orderId;
  if (orderId === undefined) throw new Error('The demo has no delivery at its store.');
  const shown = await openConsole(person, first);
  await lookUp(shown, orderId);
  await shown.phone.getByText('经过').waitFor();
  await rowOf(shown, orderId).getByRole('button', { name: '下一步' }).click();
  await eventually(
    () => deliveriesOf(first),
    (seen) => seen.includes(`${orderId} 202`),
  );
  const before = await deliveriesOf(first);
  expect(await shown.errors()).toEqual([]);
  await shown.page.close();
  await end(first, 'SIGKILL');

  const second = await start(BY_RUN);
  const again = await openConsole(person, second);
  await again.phone.getByText('最近查过').waitFor();
  expect(await deliveriesOf(second)).toEqual(before);
  await again.phone.getByRole('button', { name: new RegExp(`^${orderId}，`) }).click();
  await again.phone.getByText('经过').waitFor();
  // What the store holds is told first; WeChat is asked when that is due, with the token kept.
  const calls = await eventually(
    async () => (await second.state()).calls,
    (made) =>
      made.some(({ upstream }) => upstream > 0) &&
      made.some((one) => one.orderId === orderId && one.isOk),
  );
  expect(calls.filter((one) => one.isTokenFetched || one.deadToken !== null)).toEqual([]);
  expect(await again.errors()).toEqual([]);
  await again.page.close();
  await end(second, 'SIGKILL');

  const anew = await start(BY_RUN, ['--fresh']);
  expect(await deliveriesOf(anew)).not.toContain(`${orderId} 202`);
  expect(await end(anew, 'SIGTERM')).toBe(0);
});
