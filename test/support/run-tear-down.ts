export default async function tearDownRun(): Promise<void> {
  await globalThis.endRun?.();
}
