import { subscribeToAllCalls } from '../../dev/cloud/call-log';

/**
 * Printed lines of functions. Phones, names, tokens, signs and secrets in them fail the test; so do
 * warnings of Node.
 */
const printed: string[] = [];

// The channel is the process's, which goes on to other files.
const stopListening = subscribeToAllCalls(({ lines }) => {
  printed.push(...lines);
});

async function check(): Promise<void> {
  const lines = printed.splice(0);
  if (lines.length === 0) return;
  // Most files call no function, so they need no list of secrets.
  const { faultsIn } = await import('./log-leaks');
  const wrong = lines.flatMap((line) => {
    const faults = faultsIn(line);
    return faults.length === 0 ? [] : [`${faults.join(', ')} in: ${line}`];
  });
  if (wrong.length > 0) throw new Error(`A function has printed\n${wrong.join('\n')}`);
}

afterEach(check);
afterAll(async () => {
  stopListening();
  await check();
});
