import { subscribeToAllCalls } from '../../dev/cloud/call-log';

/** Whatever a function prints in any test is read: a phone, a name, a token, a sign or a secret in it fails that test, or its file. */
const printed: string[] = [];

// The channel is the process's, which goes on to other files.
const stopListening = subscribeToAllCalls(({ lines }) => {
  printed.push(...lines);
});

async function check(): Promise<void> {
  const lines = printed.splice(0);
  if (lines.length === 0) return;
  // Most files call no function: they need not read what a shop's secrets are.
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
