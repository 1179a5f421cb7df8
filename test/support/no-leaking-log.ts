import { subscribeToAllCalls } from '../../dev/cloud/call-log';

/** Printed lines of functions. Phones, names, tokens, signs and secrets in them fail the test. */
const printed: string[] = [];

// The channel is the process's, which goes on to other files.
const stopListening = subscribeToAllCalls(({ lines }) => {
  printed.push(...lines);
});

async function check(): Promise<void> {
  const lines = printed.splice(0);
  if (lines.length === 0) return;
  // Most files call no function, so they need no list of secrets.
  const { leaksIn } = await import('./log-leaks');
  const leaking = lines.flatMap((line) => {
    const leaks = leaksIn(line);
    return leaks.length === 0 ? [] : [`${leaks.join(', ')} in: ${line}`];
  });
  if (leaking.length > 0) throw new Error(`A function's log holds\n${leaking.join('\n')}`);
}

afterEach(check);
afterAll(async () => {
  stopListening();
  await check();
});
