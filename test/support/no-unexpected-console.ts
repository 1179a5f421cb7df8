/** A warning or an error on the console that a test did not expect fails that test, or its file. Expect one by spying on console itself. */
const heard: string[] = [];

function listen(level: 'warn' | 'error'): void {
  // eslint-disable-next-line no-console -- this is what listens to it
  console[level] = (...words: unknown[]) => {
    heard.push(`console.${level}: ${words.map(String).join(' ')}`);
  };
}

function check(): void {
  const said = heard.splice(0);
  if (said.length > 0) throw new Error(`Unexpected on the console:\n${said.join('\n')}`);
}

// From the start: what a file says while it is read, or in beforeAll, counts as well.
listen('warn');
listen('error');

beforeEach(() => {
  // A test may have put its own in their place.
  listen('warn');
  listen('error');
});

afterEach(check);
afterAll(check);
