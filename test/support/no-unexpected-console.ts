/** A warning or an error on the console that a test did not expect fails that test. Expect one by spying on console itself. */
const heard: string[] = [];

function listen(level: 'warn' | 'error'): void {
  // eslint-disable-next-line no-console -- this is what listens to it
  console[level] = (...words: unknown[]) => {
    heard.push(`console.${level}: ${words.map(String).join(' ')}`);
  };
}

beforeEach(() => {
  heard.length = 0;
  listen('warn');
  listen('error');
});

afterEach(() => {
  if (heard.length > 0) throw new Error(`Unexpected on the console:\n${heard.join('\n')}`);
});
